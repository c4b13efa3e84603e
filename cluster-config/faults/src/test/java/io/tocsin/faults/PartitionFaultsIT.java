// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.faults.lab.Cluster;
import io.tocsin.faults.lab.Experiment;
import io.tocsin.faults.lab.Lab;
import io.tocsin.faults.lab.Ledger;
import io.tocsin.faults.lab.Member;
import io.tocsin.faults.lab.Pause;
import io.tocsin.faults.lab.Traffic;
import io.tocsin.faults.lab.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members that are cut off from each other, while senders, vendor and ledger still reach them all. */
class PartitionFaultsIT {
    private static final Duration CUT = Duration.ofSeconds(45);
    private static final Duration SHORT_CUT = Duration.ofSeconds(25);
    private static final Duration NOTICED = Duration.ofSeconds(6);
    private static final Duration LONG_CUT = Duration.ofSeconds(110);
    private static final Duration NOTICED_LATE = Duration.ofSeconds(66);
    private static final Duration ANSWERED = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    /** What is cut, and what mends it. */
    private interface Scissors {
        void cut(Cluster cluster, String one, String other) throws InterruptedException;
    }

    @Test
    void aMinorityThatOwnedTheAlertsPagesAndDoesNotAct() throws Exception {
        Experiment experiment =
                Experiment.of("F6", "of three, the owner cut off for 45 s").needsNamespaces();
        experiment.run(1, folder, (lab, number) -> {
            try (Cluster cluster = Cluster.startApart(lab)) {
                Member minority = cluster.acting();
                return cutOff(experiment, lab, cluster, minority, CUT);
            }
        });
    }

    @Test
    void whatBothSidesTookIsThereOnceTheyMeetAgain() throws Exception {
        Experiment experiment =
                Experiment.of("F10", "cut off, healed and merged, twice").needsNamespaces();
        experiment.run(1, folder, (lab, number) -> {
            try (Cluster cluster = Cluster.startApart(lab)) {
                Member minority = cluster.others(cluster.acting()).get(0);
                cutOff(experiment, lab, cluster, minority, SHORT_CUT);
                List<String> flags = lab.flags(minority);
                List<Ledger.Row> done = cluster.ledger().rows("SUCCEEDED");
                Member again = cluster.others(minority).get(0);
                cutOff(experiment, lab, cluster, again, SHORT_CUT);
                assertThat(lab.flags(again)).as("flags in force").containsAll(flags);
                assertThat(cluster.ledger().rows("SUCCEEDED"))
                        .as("finished actions")
                        .containsAll(done);
                return cluster.verdict();
            }
        });
    }

    private static Verdict cutOff(Experiment experiment, Lab lab, Cluster cluster, Member minority, Duration span)
            throws Exception {
        Member majority = cluster.others(minority).get(0);
        try (Traffic.Load one = lab.traffic().start(1, majority::client);
                Traffic.Load other = lab.traffic().start(1, minority::client)) {
            Pause.of(Duration.ofSeconds(2));

            // When
            cluster.net().unplug(minority.name());
            Instant cut = Instant.now();
            experiment.tookOver(cluster.untilAcceptedEverywhere(majority, cut));
            while (!lab.traffic().offer(minority.client(), 1)) {
                assertThat(Duration.between(cut, Instant.now()))
                        .as("until the minority takes signals")
                        .isLessThan(span);
            }
            Pause.of(span.minus(Duration.between(cut, Instant.now())));
            cluster.net().plug(minority.name());
            cluster.wasCutOff(minority, cut.plus(NOTICED), Instant.now());
        }

        // Then
        cluster.awaitWhole();
        Verdict verdict = cluster.verdict();
        double home = minority.client()
                .text("/metrics")
                .lines()
                .filter(line -> line.startsWith("tocsin_cluster_signals_salvaged_total "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
        assertThat(home).as("signals that the minority brought home").isPositive();
        experiment.note("brought home " + (long) home);
        return verdict;
    }

    @Test
    void withTheTimesThatHazelcastIsShippedWithEveryAnswerIsStillInTime() throws Exception {
        Experiment experiment =
                Experiment.of("F7", "cut for 110 s, silence of 60 s allowed").needsNamespaces();
        experiment.run(1, folder, (lab, number) -> {
            try (Cluster cluster =
                    Cluster.startApart(lab, (member, address) -> ", heartbeat: 5s, missing-after: 60s")) {
                Member minority = cluster.acting();
                Member majority = cluster.others(minority).get(0);
                try (Traffic.Load one = lab.traffic().start(1, majority::client);
                        Traffic.Load other = lab.traffic().start(1, minority::client)) {
                    Pause.of(Duration.ofSeconds(2));
                    lab.traffic().slowest();

                    // When
                    cluster.net().unplug(minority.name());
                    Instant cut = Instant.now();
                    experiment.tookOver(cluster.untilAcceptedEverywhere(majority, cut));
                    Pause.of(LONG_CUT.minus(Duration.between(cut, Instant.now())));
                    Duration slowest = lab.traffic().slowest();
                    cluster.net().plug(minority.name());
                    cluster.wasCutOff(minority, cut.plus(NOTICED_LATE), Instant.now());

                    // Then
                    experiment.note("slowest answer " + slowest.toMillis() + " ms");
                    assertThat(slowest).isLessThanOrEqualTo(ANSWERED);
                }
                cluster.awaitWhole();
                return cluster.verdict();
            }
        });
    }

    @Test
    void oneHearsTheOtherButNotTheOtherWayRound() throws Exception {
        mended(
                "F8",
                "one way between two lost for 25 s",
                (cluster, one, other) -> cluster.net().lose(one, other),
                (cluster, one, other) -> cluster.net().deliver(one, other));
    }

    @Test
    void twoDoNotHearEachOtherAndBothHearTheThird() throws Exception {
        mended(
                "F9",
                "two of three parted for 25 s",
                (cluster, one, other) -> cluster.net().part(one, other),
                (cluster, one, other) -> cluster.net().join(one, other));
    }

    private void mended(String fault, String name, Scissors cut, Scissors mend) throws Exception {
        Experiment experiment = Experiment.of(fault, name).needsNamespaces();
        experiment.run(1, folder, (lab, number) -> {
            try (Cluster cluster = Cluster.startApart(lab)) {
                Member owner = cluster.acting();
                Member other = cluster.others(owner).get(0);
                Member third = cluster.others(owner).get(1);
                try (Traffic.Load load = lab.traffic().start(2, cluster::client)) {
                    Pause.of(Duration.ofSeconds(2));

                    // When
                    cut.cut(cluster, owner.name(), other.name());
                    Instant since = Instant.now();
                    experiment.tookOver(cluster.untilAcceptedEverywhere(third, since));
                    Pause.of(SHORT_CUT.minus(Duration.between(since, Instant.now())));
                    mend.cut(cluster, owner.name(), other.name());
                }

                // Then
                cluster.awaitWhole();
                return cluster.verdict();
            }
        });
    }
}
