// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.faults.lab.Authority;
import io.tocsin.faults.lab.Cluster;
import io.tocsin.faults.lab.Experiment;
import io.tocsin.faults.lab.Member;
import io.tocsin.faults.lab.Pause;
import io.tocsin.faults.lab.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members on machines of their own that speak through the tunnel of mutual TLS, with certificates made as documented. */
class TunnelFaultsIT {
    private static final Duration LONGEST_TAKEOVER = Duration.ofSeconds(10);
    private static final Duration CUT = Duration.ofSeconds(25);
    private static final Duration KNOCKS = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void whatIsInTheTunnelSurvivesAKillAndACut() throws Exception {
        Experiment experiment =
                Experiment.of("TLS", "through the tunnel, kill -9 and a cut").needsNamespaces();
        Authority authority = new Authority(folder.resolve("authority"));
        experiment.run(1, folder, (lab, number) -> {
            try (Cluster cluster = Cluster.startApart(lab, (member, address) -> authority.sign(member, address))) {
                Member owner = cluster.acting();
                Member other = cluster.others(owner).get(0);
                try (Traffic.Load load = lab.traffic().start(1, other::client)) {
                    Pause.of(Duration.ofSeconds(2));

                    // When
                    owner.kill();
                    Duration takeover = cluster.untilAcceptedEverywhere(other, Instant.now());

                    // Then
                    experiment.tookOver(takeover);
                    assertThat(takeover).isLessThan(LONGEST_TAKEOVER);
                    owner.start().awaitReady();
                    cluster.awaitWhole();

                    // When
                    cluster.net().unplug(owner.name());
                    Pause.of(CUT);
                    cluster.net().plug(owner.name());
                }

                // Then
                cluster.awaitWhole();
                return cluster.verdict();
            }
        });
    }

    @Test
    void whoseCertificateAnotherAuthoritySignedIsNotLetIn() throws Exception {
        Experiment experiment =
                Experiment.of("TLS", "of three, one with a foreign certificate").needsNamespaces();
        Authority authority = new Authority(folder.resolve("authority"));
        Authority foreign = new Authority(folder.resolve("foreign"));
        experiment.run(1, folder, (lab, number) -> {
            try (Cluster cluster = Cluster.startApart(lab, (member, address) -> authority.sign(member, address))) {
                Member stranger = cluster.member("c");
                String address = cluster.net().address("c");
                foreign.sign("c", address);
                assertThat(lab.traffic().offer(cluster.client(), 1)).isTrue();

                // When
                stranger.terminate();
                foreign.forge("c", authority);
                stranger.start();

                // Then
                for (Instant end = Instant.now().plus(KNOCKS); Instant.now().isBefore(end); ) {
                    assertThat(answering(cluster.member("a")))
                            .as("members that answer")
                            .isLessThanOrEqualTo(2);
                    Pause.of(Duration.ofMillis(500));
                }
                lab.traffic().offerEverywhereUntilAccepted(cluster.member("a").client());

                // When
                stranger.kill();
                authority.sign("c", address);
                stranger.start();

                // Then
                cluster.awaitWhole();
                return cluster.verdict();
            }
        });
    }

    private static long answering(Member member) throws Exception {
        return StreamSupport.stream(
                        member.client().get("/api/v1/cluster").path("members").spliterator(), false)
                .filter(one -> one.path("answers").asBoolean())
                .count();
    }
}
