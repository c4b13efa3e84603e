// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.fakes.Fault;
import io.tocsin.faults.lab.Experiment;
import io.tocsin.faults.lab.Member;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One node that is killed at the worst moments and started again. */
class KilledNodeFaultsIT {
    private static final int MANY_CALLS = 5_000;

    @TempDir
    private Path folder;

    @Test
    void whatWasAcceptedBeforeAKillIsJudgedAfterIt() throws Exception {
        Experiment experiment = Experiment.of("F1", "kill -9 after 202");
        experiment.run(5, folder, (lab, number) -> {
            Member node = lab.start("a");

            // When
            assertThat(lab.traffic().offer(node.client(), MANY_CALLS)).isTrue();
            node.kill();
            Instant killed = Instant.now();

            // Then
            assertThat(lab.vendor().journal()).as("pages before the kill").isEmpty();
            node.start();
            experiment.tookOver(lab.untilAccepted(node, killed));
            return lab.verdict(node);
        });
    }

    @Test
    void aPageThatWasSentButNotNotedIsSentAgainUnderItsKey() throws Exception {
        Experiment experiment = Experiment.of("F2", "kill -9 between page and note of it");
        experiment.run(3, folder, (lab, number) -> {
            Member node = lab.start("a");
            lab.vendor().faults().next(Fault.slow(Duration.ofSeconds(5)));

            // When
            lab.traffic().offerUntilAccepted(node.client());
            await().until(() -> !lab.vendor().incidents().isEmpty());
            node.kill();
            Instant killed = Instant.now();

            // Then
            node.start();
            experiment.tookOver(lab.untilAccepted(node, killed));
            await().untilAsserted(() ->
                    assertThat(lab.vendor().incidents().get(0).triggers()).isEqualTo(2));
            return lab.verdict(node);
        });
    }
}
