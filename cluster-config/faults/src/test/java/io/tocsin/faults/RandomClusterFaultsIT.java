// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults;

import io.tocsin.faults.lab.Cluster;
import io.tocsin.faults.lab.Disturbance;
import io.tocsin.faults.lab.Experiment;
import io.tocsin.faults.lab.Lab;
import io.tocsin.faults.lab.Nemesis;
import io.tocsin.faults.lab.Traffic;
import io.tocsin.faults.lab.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three members under load and whatever a seed chooses. {@code -Dtocsin.seed=…} repeats a run, {@code -Dtocsin.runs=…} makes
 * more. Some runs share a cluster, so that one finds what the one before has left.
 */
class RandomClusterFaultsIT {
    private static final long SEED = Long.getLong("tocsin.seed", 20261127);
    private static final int RUNS = Integer.getInteger("tocsin.runs", 10);
    private static final int RUNS_OF_A_CLUSTER = 5;
    private static final int STRIKES = 2;
    private static final Duration LONGEST = Duration.ofSeconds(4);
    private static final Duration REST = Duration.ofMillis(200);

    @TempDir
    private Path folder;

    @Test
    void threeMembersSurviveWhatASeedChooses() throws Exception {
        Experiment experiment = Experiment.of("rnd", "of three, random faults, seeds from " + SEED);
        int clusters = (RUNS + RUNS_OF_A_CLUSTER - 1) / RUNS_OF_A_CLUSTER;
        experiment.run(clusters, folder, (lab, number) -> {
            lab.history().mayWithhold();
            try (Cluster cluster = Cluster.start(lab)) {
                int first = number * RUNS_OF_A_CLUSTER;
                int last = Math.min(RUNS, first + RUNS_OF_A_CLUSTER) - 1;
                for (int run = first; run < last; run++) {
                    experiment.add(survive(experiment, lab, cluster, run));
                }
                return survive(experiment, lab, cluster, last);
            }
        });
    }

    private static Verdict survive(Experiment experiment, Lab lab, Cluster cluster, int run) throws Exception {
        List<Disturbance> all = List.of(
                Disturbance.kill(),
                Disturbance.killTwice(),
                Disturbance.killTwo(),
                Disturbance.restart(),
                Disturbance.pause(),
                Disturbance.ledger(cluster));

        // When
        List<String> done;
        try (Traffic.Load load = lab.traffic().start(2, cluster::client, REST)) {
            done = new Nemesis(SEED + run, LONGEST, all).haunt(lab, STRIKES);
        }
        experiment.tookOver(cluster.untilAcceptedEverywhere(cluster.member("a"), Instant.now()));

        // Then
        cluster.awaitWhole();
        experiment.note("actions withheld " + lab.history().withheld().size());
        return cluster.verdict().because("seed " + (SEED + run) + ": " + String.join(", ", done));
    }
}
