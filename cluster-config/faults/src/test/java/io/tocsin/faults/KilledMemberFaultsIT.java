// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.fakes.Fault;
import io.tocsin.faults.lab.Cluster;
import io.tocsin.faults.lab.Experiment;
import io.tocsin.faults.lab.Ledger;
import io.tocsin.faults.lab.Member;
import io.tocsin.faults.lab.Pause;
import io.tocsin.faults.lab.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members of a cluster that are killed at the worst moments: the others go on. */
class KilledMemberFaultsIT {
    private static final Duration LONGEST_TAKEOVER = Duration.ofSeconds(10);
    private static final int MANY_CALLS = 2_000;

    @TempDir
    private Path folder;

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }

    @Test
    void whatWasAcceptedBeforeAKillIsJudgedByTheNextOwner() throws Exception {
        Experiment experiment = Experiment.of("F1", "of three, kill -9 of an owner after 202");
        experiment.run(1, folder, (lab, number) -> {
            try (Cluster cluster = Cluster.start(lab)) {
                for (int kills = 0; kills < 3; kills++) {
                    Member owner = cluster.acting();
                    Member other = cluster.others(owner).get(0);

                    // When
                    assertThat(lab.traffic().offer(other.client(), MANY_CALLS)).isTrue();
                    owner.kill();
                    Instant killed = Instant.now();

                    // Then
                    Duration takeover = cluster.untilAcceptedEverywhere(other, killed);
                    experiment.tookOver(takeover);
                    assertThat(takeover).isLessThan(LONGEST_TAKEOVER);
                    owner.start().awaitReady();
                    cluster.awaitWhole();
                }
                return cluster.verdict();
            }
        });
    }

    @Test
    void aPageThatWasSentButNotNotedIsSentAgainByTheNextOwnerUnderItsKey() throws Exception {
        Experiment experiment = Experiment.of("F2", "of three, kill -9 between page and note");
        experiment.run(1, folder, (lab, number) -> {
            try (Cluster cluster = Cluster.start(lab)) {
                Member owner = cluster.acting();
                Member other = cluster.others(owner).get(0);
                lab.vendor().faults().next(Fault.slow(Duration.ofSeconds(5)));

                // When
                lab.traffic().offerUntilAccepted(other.client());
                patiently().until(() -> !lab.vendor().incidents().isEmpty());
                owner.kill();
                Instant killed = Instant.now();

                // Then
                experiment.tookOver(cluster.untilAcceptedEverywhere(other, killed));
                patiently()
                        .untilAsserted(
                                () -> assertThat(lab.vendor().incidents().get(0).triggers())
                                        .isEqualTo(2));
                return cluster.verdict();
            }
        });
    }

    @Test
    void anActionThatWasClaimedAndNotSentIsDoneByTheNextOwner() throws Exception {
        killedBefore("F3", "kill -9 between CLAIMED and SENT, set", "SENT", "STARTED");
    }

    @Test
    void anActionThatWasSentIsDoneAgainByTheNextOwnerIfItCanBe() throws Exception {
        killedBefore("F4", "kill -9 between SENT and result, set", "SUCCEEDED", "SENT");
    }

    /** Kills the acting member while the ledger holds up its move to a state. */
    private void killedBefore(String fault, String name, String next, String left) throws Exception {
        Experiment experiment = Experiment.of(fault, name);
        experiment.run(1, folder, (lab, number) -> {
            try (Cluster cluster = Cluster.start(lab)) {
                Member owner;
                Instant killed;
                try (Ledger.Hold hold = cluster.ledger().holdBefore(next)) {
                    for (int batch = 0; batch < 4; batch++) {
                        lab.traffic().offerUntilAccepted(cluster.client());
                    }
                    hold.awaitSomebody();
                    Ledger.Row held = cluster.ledger().rows().get(0);
                    assertThat(held.state()).isEqualTo(left);
                    owner = cluster.member(held.member());

                    // When
                    owner.kill();
                    killed = Instant.now();
                }

                // Then
                Member other = cluster.others(owner).get(0);
                experiment.tookOver(cluster.untilAcceptedEverywhere(other, killed));
                patiently().until(() -> cluster.ledger().rows().get(0).state().equals("SUCCEEDED"));
                assertThat(cluster.ledger().rows().get(0).member()).isNotEqualTo(owner.name());
                return cluster.verdict();
            }
        });
    }

    @Test
    void allMembersKilledTogetherComeBackWithEverything() throws Exception {
        Experiment experiment = Experiment.of("F11", "of three, kill -9 of all, started together");
        experiment.run(1, folder, (lab, number) -> {
            try (Cluster cluster = Cluster.start(lab)) {
                try (Traffic.Load load = lab.traffic().start(3, cluster::client)) {
                    Pause.of(Duration.ofSeconds(4));
                    for (Member member : cluster.members()) {
                        member.kill();
                    }
                }
                Instant killed = Instant.now();
                cluster.members().forEach(Member::start);
                cluster.members().forEach(Member::awaitReady);
                experiment.tookOver(cluster.untilAcceptedEverywhere(cluster.member("a"), killed));
                cluster.awaitWhole();
                return cluster.verdict();
            }
        });
    }
}
