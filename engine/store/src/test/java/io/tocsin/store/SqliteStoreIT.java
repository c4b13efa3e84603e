// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.pipeline.store.OutboxItem;
import io.tocsin.pipeline.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store among processes: killed ones, second ones and competing ones. */
class SqliteStoreIT {
    private static final int KILLS = 24;
    private static final int KEYS = 300;

    @TempDir
    Path dataDir;

    @Test
    void losesNothingItHasPromisedWhenItIsKilled() throws Exception {
        Random random = new Random(20_261_124);
        long promised = 0;
        for (int round = 0; round < KILLS; round++) {
            // Given: every fourth child is killed wherever it is, perhaps while opening; the others while they commit.
            Process child = StoreChild.start("commit", dataDir);
            boolean anywhere = round % 4 == 0;
            for (int lines = anywhere ? 0 : 1 + random.nextInt(30); lines > 0; lines--) {
                promised = Long.parseLong(StoreChild.nextLine(child));
            }

            // When
            boolean ended = child.waitFor(random.nextInt(anywhere ? 600 : 20), TimeUnit.MILLISECONDS);
            StoreChild.kill(child);
            List<String> said = StoreChild.lines(child);

            // Then
            assertThat(ended).as("the child ended by itself in round %d", round).isFalse();
            promised = said.isEmpty() ? promised : Long.parseLong(said.get(said.size() - 1));
            checkAfterKill(promised);
        }
        assertThat(promised).isGreaterThan(KILLS);
    }

    /** Opens the store and checks that nothing is missing, torn or half applied. */
    private void checkAfterKill(long promised) {
        try (SqliteStore store = SqliteStore.open(dataDir)) {
            assertThat(store.lastSeq()).isGreaterThanOrEqualTo(promised);
            List<Long> seqs = new ArrayList<>();
            store.readLog(0, entry -> {
                assertThat(entry.payload()).isEqualTo(StoreChild.payload(entry.seq()));
                seqs.add(entry.seq());
            });
            long first = seqs.isEmpty() ? store.lastSeq() + 1 : seqs.get(0);
            assertThat(first).isLessThanOrEqualTo(store.checkpointSeq() + 1);
            assertThat(seqs)
                    .containsExactlyElementsOf(LongStream.rangeClosed(first, store.lastSeq())
                            .boxed()
                            .toList());
            assertThat(store.unsettled())
                    .extracting(OutboxItem::id)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, store.lastSeq())
                            .mapToObj(seq -> "page-" + seq)
                            .toList());
            store.readCheckpoint(
                    piece -> assertThat(piece.state()).isEqualTo(StoreChild.payload(store.checkpointSeq())));
        }
    }

    @Test
    void refusesASecondProcessOnTheDirectoryUntilTheFirstIsGone() throws Exception {
        // Given
        Process holder = StoreChild.start("commit", dataDir);
        StoreChild.nextLine(holder);

        // When Then
        assertThatThrownBy(() -> SqliteStore.open(dataDir))
                .isInstanceOf(StoreException.class)
                .hasMessage("data directory " + dataDir + " is in use by process " + holder.pid()
                        + "; one directory serves one process at a time");

        // When
        StoreChild.kill(holder);

        // Then
        SqliteStore.open(dataDir).close();
    }

    @Test
    void staysLockedAgainstOthersAfterASecondAttemptInTheSameProcess() throws Exception {
        try (SqliteStore store = SqliteStore.open(dataDir)) {
            assertThatThrownBy(() -> SqliteStore.open(dataDir)).isInstanceOf(StoreException.class);

            Process second = StoreChild.start("commit", dataDir);

            assertThat(second.waitFor()).isEqualTo(1);
            assertThat(StoreChild.lines(second)).isEmpty();
            assertThat(store.lastSeq()).isZero();
        }
    }

    @Test
    void grantsAClaimContestedByTwoProcessesOnce() throws Exception {
        // Given
        SqlLedger.sqlite(dataDir, Duration.ofSeconds(30)).close();
        Process one = StoreChild.start("claim", dataDir, "0");
        Process two = StoreChild.start("claim", dataDir, "1");
        assertThat(StoreChild.nextLine(one)).isEqualTo("ready");
        assertThat(StoreChild.nextLine(two)).isEqualTo("ready");

        // When
        List<List<String>> verdicts = new ArrayList<>();
        for (int round = 0; round < KEYS; round++) {
            ask(round % 2 == 0 ? one : two);
            ask(round % 2 == 0 ? two : one);
            verdicts.add(List.of(StoreChild.nextLine(one), StoreChild.nextLine(two)));
        }
        one.getOutputStream().close();
        two.getOutputStream().close();

        // Then
        assertThat(verdicts).contains(List.of("won", "lost"), List.of("lost", "won"));
        assertThat(verdicts).isSubsetOf(List.of(List.of("won", "lost"), List.of("lost", "won")));
        assertThat(one.waitFor()).isZero();
        assertThat(two.waitFor()).isZero();
    }

    private static void ask(Process contestant) throws IOException {
        contestant.getOutputStream().write('?');
        contestant.getOutputStream().flush();
    }
}
