// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.faults.lab.Cluster;
import io.tocsin.faults.lab.Experiment;
import io.tocsin.faults.lab.Ledger;
import io.tocsin.faults.lab.Member;
import io.tocsin.faults.lab.Pause;
import io.tocsin.faults.lab.Traffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster one of whose members is paused, has a wrong clock, is replaced, or has no heap left. */
class DisturbedMemberFaultsIT {
    private static final Path FAKETIME = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");
    private static final Duration PAUSE = Duration.ofSeconds(20);

    /** Between two batches of a sender: the alert waits its turn in the same log as theirs. */
    private static final Duration REST = Duration.ofMillis(200);

    private static final int OUT_OF_MEMORY = 3;
    private static final String DRIFTING = "b";

    /** The last one has other rules, so that the others are the same while they tell of it. */
    private static final List<String> ONE_AFTER_THE_OTHER = List.of("a", "c", DRIFTING);

    private static final int MANY_CALLS = 3_000;

    @TempDir
    private Path folder;

    @Test
    void aPausedOwnerIsReplacedAndDoesNothingWhenItWakes() throws Exception {
        Experiment experiment = Experiment.of("F12", "of three, SIGSTOP of the owner for 20 s");
        experiment.run(1, folder, (lab, number) -> {
            try (Cluster cluster = Cluster.start(lab)) {
                Member owner = cluster.acting();
                Member other = cluster.others(owner).get(0);
                Instant woken;
                try (Traffic.Load load = lab.traffic().start(2, other::client)) {
                    Instant paused;
                    try (Ledger.Hold hold = cluster.ledger().holdBefore("SENT")) {
                        hold.awaitSomebody();

                        // When
                        owner.pause();
                        paused = Instant.now();
                    }

                    // Then
                    experiment.tookOver(cluster.untilAcceptedEverywhere(other, paused));
                    Pause.of(PAUSE.minus(Duration.between(paused, Instant.now())));
                    assertThat(cluster.ledger().rows())
                            .filteredOn(row -> row.moved().isAfter(paused.plusSeconds(6)))
                            .as("actions of the next owner")
                            .isNotEmpty();
                    woken = Instant.now();
                    owner.resume();
                    Pause.of(Duration.ofSeconds(2));
                }
                cluster.wasCutOff(owner, woken.minus(PAUSE), woken);
                cluster.awaitWhole();
                return cluster.verdict();
            }
        });
    }

    @Test
    void aMemberWithAnotherClockChangesNothingAndPeopleAreTold() throws Exception {
        Experiment experiment = Experiment.of("F13", "clock of a member 10 min off")
                .needs(Files.exists(FAKETIME), "libfaketime is not installed");
        experiment.run(2, folder, (lab, number) -> {
            String by = number == 0 ? "+600" : "-600";
            Map<String, List<String>> wrong = Map.of(
                    "b",
                    List.of(
                            "env",
                            "LD_PRELOAD=" + FAKETIME,
                            "FAKETIME=" + by,
                            "DONT_FAKE_MONOTONIC=1",
                            "FAKETIME_FORCE_MONOTONIC_FIX=0"));
            try (Cluster cluster = Cluster.start(lab, wrong)) {
                try (Traffic.Load load = lab.traffic().start(2, cluster::client, REST)) {
                    Pause.of(Duration.ofSeconds(3));
                    await("an alert about the clock")
                            .atMost(Duration.ofSeconds(100))
                            .until(() -> !alerts(cluster, "platform.clock-skew").isEmpty());
                }
                assertThat(alerts(cluster, "platform.clock-skew"))
                        .singleElement()
                        .satisfies(alert ->
                                assertThat(alert.path("facet").asText()).endsWith("clock-skew/b"));
                Instant killed = Instant.now();
                cluster.member("a").kill();
                experiment.tookOver(cluster.untilAcceptedEverywhere(cluster.member("b"), killed));
                return cluster.verdict();
            }
        });
    }

    @Test
    void membersAreReplacedOneAfterTheOtherUnderLoad() throws Exception {
        Experiment experiment = Experiment.of("F26", "rolling restart, one with other rules");
        experiment.run(1, folder, (lab, number) -> {
            try (Cluster cluster = Cluster.start(lab)) {
                try (Traffic.Load load = lab.traffic().start(2, cluster::client)) {
                    for (String name : ONE_AFTER_THE_OTHER) {
                        Member member = cluster.member(name);
                        Instant stopped = Instant.now();
                        assertThat(member.terminate()).isZero();
                        if (name.equals(DRIFTING)) {
                            lab.differentRules(name);
                        }
                        experiment.tookOver(cluster.untilAcceptedEverywhere(
                                cluster.others(member).get(0), stopped));
                        member.start().awaitReady();
                        cluster.awaitWhole();
                    }
                }
                await("an alert about the drift")
                        .atMost(Duration.ofSeconds(90))
                        .until(() -> !alerts(cluster, "platform.cluster-drift").isEmpty());
                return cluster.verdict();
            }
        });
    }

    private static List<JsonNode> alerts(Cluster cluster, String rule) throws Exception {
        JsonNode alerts = cluster.client().get("/api/v1/alerts").path("alerts");
        return StreamSupport.stream(alerts.spliterator(), false)
                .filter(alert -> alert.path("rule").asText().equals(rule))
                .toList();
    }

    @Test
    void aMemberWithoutHeapEndsAndTheOthersGoOn() throws Exception {
        Experiment experiment = Experiment.of("F27", "of three, heap of one full");
        experiment.run(1, folder, (lab, number) -> {
            try (Cluster cluster = Cluster.start(lab)) {
                Member small = cluster.member("b");
                assertThat(small.terminate()).isZero();
                small.start("-Xmx80m").awaitReady();
                cluster.awaitWhole();

                // When
                while (small.isAlive()) {
                    lab.traffic().offer(cluster.member("a").client(), MANY_CALLS);
                }
                Instant ended = Instant.now();

                // Then
                assertThat(small.exitCode()).isEqualTo(OUT_OF_MEMORY);
                experiment.tookOver(cluster.untilAcceptedEverywhere(cluster.member("a"), ended));
                return cluster.verdict();
            }
        });
    }
}
