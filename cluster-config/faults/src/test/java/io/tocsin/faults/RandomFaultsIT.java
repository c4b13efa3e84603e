// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults;

import io.tocsin.faults.lab.Disturbance;
import io.tocsin.faults.lab.Experiment;
import io.tocsin.faults.lab.Member;
import io.tocsin.faults.lab.Nemesis;
import io.tocsin.faults.lab.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One node under load and whatever a seed chooses. {@code -Dtocsin.seed=…} repeats a run, {@code -Dtocsin.runs=…} makes more. */
class RandomFaultsIT {
    private static final long SEED = Long.getLong("tocsin.seed", 20261127);
    private static final int RUNS = Integer.getInteger("tocsin.runs", 2);
    private static final int STRIKES = 5;
    private static final List<Disturbance> ALL =
            List.of(Disturbance.kill(), Disturbance.killTwice(), Disturbance.pause(), Disturbance.vendor());

    @TempDir
    private Path folder;

    @Test
    void survivesWhatASeedChooses() throws Exception {
        Experiment experiment = Experiment.of("rnd", "random faults, seeds from " + SEED);
        experiment.run(RUNS, folder, (lab, number) -> {
            Member node = lab.start("a");

            // When
            List<String> done;
            try (Traffic.Load load = lab.traffic().start(2, node::client)) {
                done = new Nemesis(SEED + number, Duration.ofSeconds(3), ALL).haunt(lab, STRIKES);
            }
            experiment.tookOver(lab.untilAccepted(node, Instant.now()));

            // Then
            return lab.verdict(node).because("seed " + (SEED + number) + ": " + String.join(", ", done));
        });
    }
}
