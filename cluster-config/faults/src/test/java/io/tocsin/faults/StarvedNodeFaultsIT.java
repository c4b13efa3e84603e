// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.faults.lab.Cluster;
import io.tocsin.faults.lab.Experiment;
import io.tocsin.faults.lab.Lab;
import io.tocsin.faults.lab.Member;
import io.tocsin.faults.lab.Pause;
import io.tocsin.faults.lab.Shell;
import io.tocsin.faults.lab.Traffic;
import io.tocsin.faults.lab.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk or a heap that is full. */
class StarvedNodeFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String MOUNTS = "a small file system is mounted by root only";
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int OUT_OF_MEMORY = 3;
    private static final int MANY_CALLS = 9_000;

    @TempDir
    private Path folder;

    @Test
    void refusesWhileTheDiskIsFullAndTakesSignalsAgainOnceThereIsRoom() throws Exception {
        Experiment experiment = Experiment.of("F16", "disk full").needs(Shell.isRoot(), MOUNTS);
        Path disk = Files.createDirectories(folder.resolve("disk"));
        Shell.run("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", disk.toString());
        try {
            experiment.run(1, folder, (lab, number) -> fill(experiment, lab, disk));
        } finally {
            Shell.run("umount", "--lazy", disk.toString());
        }
    }

    private static Verdict fill(Experiment experiment, Lab lab, Path disk) throws Exception {
        Member node = lab.member("a", lab.place("a").withData(disk.resolve("data")))
                .start()
                .awaitReady();
        lab.traffic().offerUntilAccepted(node.client());
        Path ballast = disk.resolve("ballast");
        try (Traffic.Load load = lab.traffic().start(2, node::client)) {
            // When
            leaveNoRoom(ballast);

            // Then
            await().atMost(PATIENCE).until(() -> node.client().status("/-/ready") == UNAVAILABLE);
            await().atMost(PATIENCE).until(() -> !lab.traffic().refusals().isEmpty());
            assertThat(node.client().status("/-/healthy")).isEqualTo(OK);
            Files.delete(ballast);
            Instant room = Instant.now();
            experiment.tookOver(lab.untilAccepted(node, room));
        }
        assertThat(lab.traffic().refusals()).containsOnly(UNAVAILABLE);
        Verdict verdict = lab.verdict(node);
        assertThat(node.terminate()).isZero();
        return verdict;
    }

    @Test
    void theOthersGoOnWhenTheDiskOfOneOfThreeIsFull() throws Exception {
        Experiment experiment =
                Experiment.of("F16", "of three, disk of one full").needs(Shell.isRoot(), MOUNTS);
        Path disk = Files.createDirectories(folder.resolve("disk"));
        Shell.run("mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", disk.toString());
        try {
            experiment.run(1, folder, (lab, number) -> {
                try (Cluster cluster = Cluster.startWithData(lab, "b", disk.resolve("data"))) {
                    return fillOne(experiment, lab, cluster, disk);
                }
            });
        } finally {
            Shell.run("umount", "--lazy", disk.toString());
        }
    }

    private static Verdict fillOne(Experiment experiment, Lab lab, Cluster cluster, Path disk) throws Exception {
        Member full = cluster.member("b");
        Member other = cluster.others(full).get(0);
        Path ballast = disk.resolve("ballast");
        try (Traffic.Load load = lab.traffic().start(2, other::client)) {
            Pause.of(Duration.ofSeconds(2));

            // When
            leaveNoRoom(ballast);
            Instant since = Instant.now();

            // Then
            Duration span = cluster.untilAcceptedEverywhere(other, since);
            experiment.tookOver(span);
            await("cells that need nothing of the full disk").atMost(PATIENCE).until(() -> avoids(other, full));
            Files.delete(ballast);
        }
        cluster.awaitWhole();
        return cluster.verdict();
    }

    /** Whether every cell has an owner and a copy in sync, and neither is that member. */
    private static boolean avoids(Member through, Member full) throws IOException, InterruptedException {
        return StreamSupport.stream(
                        through.client().get("/api/v1/cluster").path("cells").spliterator(), false)
                .allMatch(cell -> cell.path("inSync").asBoolean()
                        && !cell.path("owner").asText().equals(full.name())
                        && !cell.path("copy").asText().equals(full.name()));
    }

    private static void leaveNoRoom(Path ballast) {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(ballast).isNotEmptyFile();
        }
    }

    @Test
    void endsWhenItsHeapIsFullAndComesBackWithEverything() throws Exception {
        Experiment experiment = Experiment.of("F27", "heap full");
        experiment.run(1, folder, (lab, number) -> {
            Member node = lab.member("a", lab.place("a"));
            node.start("-Xmx80m").awaitReady();

            // When
            while (node.isAlive()) {
                lab.traffic().offer(node.client(), MANY_CALLS);
            }
            Instant ended = Instant.now();

            // Then
            assertThat(node.exitCode()).isEqualTo(OUT_OF_MEMORY);
            assertThat(lab.history().acceptedCount()).isPositive();
            node.start();
            experiment.tookOver(lab.untilAccepted(node, ended));
            return lab.verdict(node);
        });
    }
}
