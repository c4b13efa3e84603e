// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.fakes.PagerDutyFake;
import io.tocsin.fakes.PagerDutyIncident;
import io.tocsin.fakes.RateLimit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A node that is killed over and over, while senders keep sending and while it recovers. Senders do what senders do: a batch that was not
 * answered is sent again until it is. Whatever was answered with 202 must then be in the ledger exactly once, and nobody
 * may be paged twice.
 */
class KilledNodeIT {
    private static final int ROUNDS = Integer.getInteger("tocsin.kills", 6);
    private static final int SENDERS = 3;
    private static final int BATCH = 20;
    private static final Map<String, String> SECRETS = Map.of("PAGERDUTY_KEY", "0123456789abcdef0123456789abcdef");

    @TempDir
    private Path folder;

    private final Queue<Batch> unanswered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(longs = 20261124)
    void keepsWhatItAcceptedAndPagesOnce(long seed) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        try (PagerDutyFake pagerDuty =
                PagerDutyFake.start(0, Clock.systemUTC()).rateLimit(RateLimit.perSecond(1_000_000))) {
            Path settings = settings(pagerDuty);

            // When
            for (int round = 0; round < ROUNDS; round++) {
                try (NodeProcess node = start(settings)) {
                    URI address = node.awaitReady();
                    Senders senders = new Senders(address);
                    pause(random.nextLong(50, 1_500));
                    node.kill();
                    senders.stop();
                }
                try (NodeProcess node = start(settings)) {
                    pause(random.nextLong(500, 4_000));
                    node.kill();
                }
            }

            // Then
            try (NodeProcess last = start(settings)) {
                Client client = new Client(last.awaitReady());
                for (Batch batch : new ArrayDeque<>(unanswered)) {
                    repeated.incrementAndGet();
                    assertThat(client.send(batch.body())).isEqualTo(202);
                    answered.incrementAndGet();
                }
                Map<String, Long> outcomes = client.settledOutcomes();
                long duplicates = outcomes.getOrDefault("duplicate", 0L);
                long once =
                        outcomes.values().stream().mapToLong(Long::longValue).sum() - duplicates;
                assertThat(answered.get()).isEqualTo(made.get()).isGreaterThan(ROUNDS);
                assertThat(once).as("%s", outcomes).isEqualTo((long) made.get() * BATCH);
                assertThat(duplicates).isLessThanOrEqualTo((long) repeated.get() * BATCH);
                assertThat(outcomes).containsEntry("alert", (long) made.get());
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(pagerDuty.incidents()).hasSizeGreaterThanOrEqualTo(made.get()));
                assertThat(last.terminate()).isZero();
            }
            List<String> keys = pagerDuty.incidents().stream()
                    .map(PagerDutyIncident::dedupKey)
                    .toList();
            assertThat(keys).hasSize(made.get()).doesNotHaveDuplicates();
        }
    }

    /** A batch in which one call of a user of its own is dear enough to page. */
    private record Batch(int number) {
        String body() {
            StringBuilder body = new StringBuilder();
            for (int index = 0; index < BATCH; index++) {
                body.append("{\"type\":\"llm.call\",\"id\":\"")
                        .append(number)
                        .append('-')
                        .append(index)
                        .append("\",\"source\":\"load\",\"team\":\"t\",\"user\":\"u")
                        .append(number)
                        .append("\",\"provider\":\"anthropic\",\"model\":\"claude-haiku-4-5\",")
                        .append("\"tokens\":{\"input\":100,\"output\":10},\"costUsd\":")
                        .append(index == 0 ? 60 : 0.001)
                        .append(",\"status\":200}\n");
            }
            return body.toString();
        }
    }

    /** Some threads that send until they are stopped; what is not answered waits for the next node. */
    private final class Senders {
        private final CountDownLatch ended = new CountDownLatch(SENDERS);
        private volatile boolean stopping;

        Senders(URI address) {
            Client client = new Client(address);
            for (int sender = 0; sender < SENDERS; sender++) {
                new Thread(() -> send(client), "sender-" + sender).start();
            }
        }

        private void send(Client client) {
            try {
                while (!stopping) {
                    Batch waiting = unanswered.poll();
                    if (waiting != null) {
                        repeated.incrementAndGet();
                    }
                    Batch batch = waiting == null ? new Batch(made.incrementAndGet()) : waiting;
                    if (accepted(client, batch)) {
                        answered.incrementAndGet();
                    } else {
                        unanswered.add(batch);
                    }
                }
            } finally {
                ended.countDown();
            }
        }

        private boolean accepted(Client client, Batch batch) {
            try {
                return client.send(batch.body()) == 202;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        void stop() throws InterruptedException {
            stopping = true;
            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void pause(long millis) throws InterruptedException {
        assertThat(new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)).isFalse();
    }

    private static NodeProcess start(Path settings) {
        return NodeProcess.run(SECRETS, "server", "--port", "0", "--config", settings.toString());
    }

    private Path settings(PagerDutyFake pagerDuty) throws IOException {
        return Files.writeString(folder.resolve("tocsin.yaml"), """
                data-dir: data
                receivers:
                  oncall: {type: pagerduty, routing-key: "${env:PAGERDUTY_KEY}", base-uri: "%s"}
                routes: {page: oncall}
                log: {level: warn}
                """.formatted(pagerDuty.url()));
    }
}
