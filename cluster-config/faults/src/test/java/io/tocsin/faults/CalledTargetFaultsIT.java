// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.faults.lab.Cluster;
import io.tocsin.faults.lab.Experiment;
import io.tocsin.faults.lab.Lab;
import io.tocsin.faults.lab.Ledger;
import io.tocsin.faults.lab.Member;
import io.tocsin.faults.lab.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members of a cluster that are killed around a call to a target outside: the target counts what reaches it. */
class CalledTargetFaultsIT {
    private static final String DOUBT = "nobody knows whether runbook tier-downgrade took effect";

    @TempDir
    private Path folder;

    /** When a member is killed. */
    private enum Moment {
        BEFORE_IT_IS_SENT("F3", "kill -9 between CLAIMED and SENT", "SENT", "STARTED", 0),
        BEFORE_ITS_RESULT("F4", "kill -9 between SENT and result", "SUCCEEDED", "SENT", 1);

        private final String fault;
        private final String name;
        private final String next;
        private final String left;
        private final int calls;

        Moment(String fault, String name, String next, String left, int calls) {
            this.fault = fault;
            this.name = name;
            this.next = next;
            this.left = left;
            this.calls = calls;
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }

    @Test
    void whatIsDoneOnceAndWasNotSentIsInDoubtAndNeverSent() throws Exception {
        once(Moment.BEFORE_IT_IS_SENT);
    }

    @Test
    void whatIsDoneOnceAndWasSentIsInDoubtAndNeverSentAgain() throws Exception {
        once(Moment.BEFORE_ITS_RESULT);
    }

    @Test
    void aKeyedCallThatWasNotSentIsSentByTheNextOwner() throws Exception {
        keyed(Moment.BEFORE_IT_IS_SENT);
    }

    @Test
    void aKeyedCallThatWasSentIsSentAgainUnderItsKeyAndDoneOnce() throws Exception {
        keyed(Moment.BEFORE_ITS_RESULT);
    }

    private void once(Moment moment) throws Exception {
        run("once", moment, (lab, cluster, killed) -> {
            patiently().until(() -> state(cluster).equals("IN_DOUBT"));
            patiently()
                    .until(() -> lab.vendor().incidents().stream()
                            .anyMatch(incident -> incident.customDetails().contains(DOUBT)));
            killed.start().awaitReady();
            cluster.awaitWhole();
            judge(cluster, killed);
            Verdict verdict = cluster.verdict();
            assertThat(requests(lab)).as("requests at the target").isEqualTo(moment.calls);
            return verdict;
        });
    }

    /** A human judges the action at one member; another one knows of it. */
    private static void judge(Cluster cluster, Member one) throws Exception {
        Member other = cluster.others(one).get(0);
        String key = one.client()
                .get("/api/v1/actions?state=in-doubt")
                .path("actions")
                .path(0)
                .path("key")
                .asText();
        String path = "/api/v1/actions/" + key + "/judge";
        assertThat(one.client().post(path, "{\"outcome\":\"succeeded\",\"by\":\"anna\"}"))
                .isEqualTo(200);
        assertThat(other.client().post(path, "{\"outcome\":\"failed\",\"by\":\"ben\"}"))
                .isEqualTo(409);
        assertThat(state(cluster)).isEqualTo("SUCCEEDED");
    }

    private void keyed(Moment moment) throws Exception {
        run("keyed", moment, (lab, cluster, killed) -> {
            patiently().until(() -> state(cluster).equals("SUCCEEDED"));
            assertThat(cluster.ledger().rows().get(0).member()).isNotEqualTo(killed.name());
            Verdict verdict = cluster.verdict();
            assertThat(lab.target().effects()).as("effects at the target").hasSize(1);
            assertThat(lab.target().calls()).as("requests by key").hasSize(1).containsValue(moment.calls + 1);
            return verdict;
        });
    }

    /** What must hold once the member that acted was killed. */
    @FunctionalInterface
    private interface Afterwards {
        Verdict look(Lab lab, Cluster cluster, Member killed) throws Exception;
    }

    /** Kills the acting member while the ledger holds up its move to a state. */
    private void run(String kind, Moment moment, Afterwards afterwards) throws Exception {
        Experiment experiment = Experiment.of(moment.fault, moment.name + ", " + kind);
        experiment.run(1, folder, (lab, number) -> {
            lab.calling(kind);
            if (kind.equals("once")) {
                lab.history().mayWithhold();
            }
            try (Cluster cluster = Cluster.start(lab)) {
                Member owner;
                Instant killed;
                try (Ledger.Hold hold = cluster.ledger().holdBefore(moment.next)) {
                    for (int batch = 0; batch < 4; batch++) {
                        lab.traffic().offerUntilAccepted(cluster.client());
                    }
                    hold.awaitSomebody();
                    Ledger.Row held = cluster.ledger().rows().get(0);
                    assertThat(held.state()).isEqualTo(moment.left);
                    assertThat(held.kind()).isEqualTo(kind);
                    assertThat(requests(lab)).isEqualTo(moment.calls);
                    owner = cluster.member(held.member());

                    // When
                    owner.kill();
                    killed = Instant.now();
                }

                // Then
                Member other = cluster.others(owner).get(0);
                experiment.tookOver(cluster.untilAcceptedEverywhere(other, killed));
                Verdict verdict = afterwards.look(lab, cluster, owner);
                experiment.note("requests at the target " + requests(lab));
                return verdict;
            }
        });
    }

    private static int requests(Lab lab) {
        return lab.target().journal().size();
    }

    private static String state(Cluster cluster) {
        return cluster.ledger().rows().get(0).state();
    }
}
