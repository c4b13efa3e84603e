// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.faults.lab.Cluster;
import io.tocsin.faults.lab.Experiment;
import io.tocsin.faults.lab.Lab;
import io.tocsin.faults.lab.Ledger;
import io.tocsin.faults.lab.Pause;
import io.tocsin.faults.lab.Traffic;
import io.tocsin.store.FaultProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster whose action ledger is away: pages go on, actions stop, and people hear of it. */
class LedgerFaultsIT {
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(60);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(4);
    private static final String SENTENCE = "action ledger unreachable";

    @TempDir
    private Path folder;

    @Test
    void pagesGoOnAndActionsStopWhileTheLedgerIsDown() throws Exception {
        away("F14", "ledger down", FaultProxy::cut);
    }

    @Test
    void pagesGoOnAndActionsStopWhileTheLedgerHangs() throws Exception {
        away("F15", "ledger hangs", FaultProxy::hang);
    }

    private void away(String fault, String name, Consumer<FaultProxy> blow) throws Exception {
        Experiment experiment = Experiment.of(fault, name);
        experiment.run(1, folder, (lab, number) -> {
            lab.history().mayWithhold();
            try (Cluster cluster = Cluster.start(lab)) {
                List<Ledger.Row> before = act(lab, cluster);

                // When
                blow.accept(cluster.ledger().proxy());
                Instant since = Instant.now();
                int pages = lab.vendor().incidents().size();
                Duration slowest = Duration.ZERO;
                while (!told(lab)) {
                    assertThat(Duration.between(since, Instant.now()))
                            .as("until people were told")
                            .isLessThan(TOLD_WITHIN);
                    Instant asked = Instant.now();
                    assertThat(lab.traffic().offer(cluster.client())).isTrue();
                    Duration took = Duration.between(asked, Instant.now());
                    slowest = took.compareTo(slowest) > 0 ? took : slowest;
                    Pause.of(Duration.ofMillis(200));
                }
                Duration told = Duration.between(since, Instant.now());

                // Then
                assertThat(slowest).as("slowest answer").isLessThan(ANSWERED_WITHIN);
                assertThat(lab.vendor().incidents().size()).as("pages").isGreaterThan(pages + 5);
                assertThat(cluster.ledger().rows("SUCCEEDED")).as("actions").hasSameSizeAs(before);
                cluster.ledger().proxy().heal();
                experiment.note("told after " + told.toSeconds() + " s, slowest answer " + slowest.toMillis() + " ms");
                await().atMost(Duration.ofSeconds(60)).until(() -> {
                    lab.traffic().offerUntilAccepted(cluster.client());
                    return cluster.ledger().rows("SUCCEEDED").size() > before.size();
                });
                return cluster.verdict();
            }
        });
    }

    private static boolean told(Lab lab) {
        return lab.vendor().incidents().stream()
                .anyMatch(incident -> incident.summary().contains(SENTENCE));
    }

    /** Offers until something was done, and all of it. */
    private static List<Ledger.Row> act(Lab lab, Cluster cluster) throws InterruptedException {
        try (Traffic.Load load = lab.traffic().start(1, cluster::client)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !cluster.ledger().rows("SUCCEEDED").isEmpty());
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            lab.look();
            assertThat(lab.history().missing()).isEmpty();
        });
        return cluster.ledger().rows("SUCCEEDED");
    }
}
