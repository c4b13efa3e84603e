// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.log.EncodedEntry;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.store.InMemoryStore;
import io.tocsin.pipeline.store.OutboxItem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long NOW = 5_000_000_000L;

    private final Pace pace = new Pace();

    @Test
    void nobodyWaitsForTheFirstCommit() {
        assertThat(pace.pause(NOW)).isZero();
    }

    @Test
    void whoeverIsAloneNeverWaits() {
        pace.begins(NOW, 1);

        assertThat(pace.pause(NOW + 1)).isZero();
    }

    @Test
    void severalSendersWaitUntilAMillisecondAfterTheLastCommitBegan() {
        pace.begins(NOW, 2);

        assertThat(pace.pause(NOW + 300_000)).isEqualTo(700_000);
        assertThat(pace.pause(NOW + 1_000_000)).isZero();
        assertThat(pace.pause(NOW + 9_000_000)).isNegative();
    }

    @Test
    void aCommitThatNobodySharesEndsTheWaiting() {
        pace.begins(NOW, 64);
        pace.begins(NOW + 1_000_000, 1);

        assertThat(pace.pause(NOW + 1_000_001)).isZero();
    }

    @Test
    void theLogBeginsNoCommitWithinAMillisecondOfOneThatSeveralShared() throws Exception {
        Told told = new Told();
        try (LogWriter log = new LogWriter(new InMemoryStore(), Clock.systemUTC(), Instant.EPOCH, 1, told)) {
            told.next = () -> log.append(asks("second", 1), List.of());
            log.append(asks("first", 2), List.of());
            log.start();

            told.both.get(30, TimeUnit.SECONDS);
        }

        assertThat(told.ended.get(1) - told.begun.get(0)).isGreaterThanOrEqualTo(Pace.NANOS);
    }

    private static EncodedEntry asks(String id, int many) {
        List<Ask> asks = IntStream.range(0, many)
                .<Ask>mapToObj(number -> new Ask.Release("acme", "r" + number))
                .toList();
        return EncodedEntry.of(new LogEntry.Asked(id, asks));
    }

    /** Notes when commits begin and end, and has something more to write when the first has ended. */
    private static final class Told implements LogWriter.Sink {
        private final List<Long> begun = Collections.synchronizedList(new ArrayList<>());
        private final List<Long> ended = Collections.synchronizedList(new ArrayList<>());
        private final CompletableFuture<Void> both = new CompletableFuture<>();
        private Runnable next = () -> {};

        @Override
        public void awaitRoom() {
            begun.add(System.nanoTime());
        }

        @Override
        public void entries(List<Stamped> entries) {
            ended.add(System.nanoTime());
            if (ended.size() == 1) {
                next.run();
            } else {
                both.complete(null);
            }
        }

        @Override
        public void intent(OutboxItem item) {}

        @Override
        public void checkpointed(long seq, Instant at) {}
    }
}
