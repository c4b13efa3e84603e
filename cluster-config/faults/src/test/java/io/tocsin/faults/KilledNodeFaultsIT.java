// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.fakes.Fault;
import io.tocsin.faults.lab.Experiment;
import io.tocsin.faults.lab.Member;
import io.tocsin.faults.lab.Pause;
import io.tocsin.faults.lab.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One node that is killed at the worst moments and started again. */
class KilledNodeFaultsIT {
    private static final int MANY_CALLS = 5_000;
    private static final long SEED = 20261127;

    @TempDir
    private Path folder;

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60));
    }

    @Test
    void whatWasAcceptedBeforeAKillIsJudgedAfterIt() throws Exception {
        Experiment experiment = Experiment.of("F1", "kill -9 after 202");
        AtomicInteger early = new AtomicInteger();
        experiment.run(5, folder, (lab, number) -> {
            Member node = lab.start("a");

            // When
            assertThat(lab.traffic().offer(node.client(), MANY_CALLS)).isTrue();
            node.kill();
            Instant killed = Instant.now();

            // Then
            early.addAndGet(lab.vendor().journal().isEmpty() ? 1 : 0);
            node.start();
            experiment.tookOver(lab.untilAccepted(node, killed));
            return lab.verdict(node);
        });
        assertThat(early).as("runs in which the kill came before the page").hasPositiveValue();
    }

    @Test
    void aPageThatWasSentButNotNotedIsSentAgainUnderItsKey() throws Exception {
        Experiment experiment = Experiment.of("F2", "kill -9 between page and note of it");
        experiment.run(3, folder, (lab, number) -> {
            Member node = lab.start("a");
            lab.vendor().faults().next(Fault.slow(Duration.ofSeconds(5)));

            // When
            lab.traffic().offerUntilAccepted(node.client());
            patiently().until(() -> !lab.vendor().incidents().isEmpty());
            node.kill();
            Instant killed = Instant.now();

            // Then
            node.start();
            experiment.tookOver(lab.untilAccepted(node, killed));
            patiently()
                    .untilAsserted(
                            () -> assertThat(lab.vendor().incidents().get(0).triggers())
                                    .isEqualTo(2));
            return lab.verdict(node);
        });
    }

    @Test
    void takingBackGoesOnAfterAKill() throws Exception {
        AtomicInteger resumed = new AtomicInteger();
        Experiment experiment = Experiment.of("F5", "kill -9 while actions are taken back");
        experiment.run(3, folder, (lab, number) -> {
            Member node = lab.start("a");
            for (int batch = 0; batch < 20; batch++) {
                lab.traffic().offerUntilAccepted(node.client());
            }
            patiently().until(() -> lab.runs(node, "verifying").size() == 5);

            // When
            for (String run : lab.runs(node, "verifying")) {
                node.client().post("/api/v1/runs/" + run + "/revert", "{\"by\":\"lab\"}");
            }
            node.kill();
            Instant killed = Instant.now();

            // Then
            node.start();
            experiment.tookOver(lab.untilAccepted(node, killed));
            patiently()
                    .untilAsserted(() -> assertThat(lab.runs(node, "reverted"))
                            .as("taken back")
                            .hasSize(5));
            assertThat(lab.flags(node)).isEmpty();
            List<Instant> reverted = lab.entries(node, "reverted");
            assertThat(reverted).hasSize(5);
            resumed.addAndGet(
                    (int) reverted.stream().filter(at -> at.isAfter(killed)).count());
            return lab.verdict(node);
        });
        assertThat(resumed).as("actions taken back after the kill").hasPositiveValue();
    }

    @Test
    void effectsAndClaimsAreThereAfterOneKillAfterTheOther() throws Exception {
        Random random = new Random(SEED);
        Experiment experiment = Experiment.of("F11", "kill -9 of the only node, 3 times");
        experiment.run(1, folder, (lab, number) -> {
            Member node = lab.start("a");
            for (int kills = 0; kills < 3; kills++) {
                List<String> before;
                try (Traffic.Load load = lab.traffic().start(2, node::client)) {
                    Pause.of(Duration.ofMillis(1_500 + random.nextInt(1_500)));
                    before = lab.flags(node);
                    node.kill();
                }
                Instant killed = Instant.now();
                node.start();
                experiment.tookOver(lab.untilAccepted(node, killed));
                assertThat(lab.flags(node)).as("flags in force").containsAll(before);
            }
            return lab.verdict(node);
        });
    }

    @Test
    void aPausedNodeGoesOnAsIfNothingHadBeen() throws Exception {
        Experiment experiment = Experiment.of("F12", "SIGSTOP for 8 s");
        experiment.run(1, folder, (lab, number) -> {
            Member node = lab.start("a");
            try (Traffic.Load load = lab.traffic().start(2, node::client)) {
                Pause.of(Duration.ofSeconds(2));

                // When
                node.pause();
                Pause.of(Duration.ofSeconds(8));
                node.resume();
                experiment.tookOver(lab.untilAccepted(node, Instant.now()));
            }

            // Then
            return lab.verdict(node);
        });
    }
}
