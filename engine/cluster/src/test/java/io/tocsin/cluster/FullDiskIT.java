// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.cluster.testing.LocalCluster;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.ClusterView;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.pipeline.testing.Calls;
import io.tocsin.pipeline.testing.FunctionRules;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member that is there and whose disk takes nothing. */
class FullDiskIT {
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final String FULL = "c";

    @TempDir
    Path folder;

    private int sent;

    @Test
    void theOthersTakeItsCellsAndCopiesAndGiveThemBackOnceThereIsRoom() {
        try (LocalCluster cluster = new LocalCluster(3, bench(), folder).start("a", "b", FULL)) {
            cluster.awaitWhole("a");
            send(cluster, "a");

            // When
            cluster.fill(FULL);

            // Then
            sendUntilAccepted(cluster, "a");
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(cells(cluster, "a"))
                            .allMatch(cell -> cell.inSync()
                                    && !cell.owner().equals(FULL)
                                    && !cell.copy().equals(FULL)));
            send(cluster, FULL);
            awaitFolded(cluster, "a");

            // When
            cluster.makeRoom(FULL);

            // Then
            await().atMost(Duration.ofSeconds(120))
                    .untilAsserted(() -> assertThat(cluster.at("a").cluster())
                            .hasValueSatisfying(
                                    seen -> assertThat(seen.owned(FULL)).isPositive()));
            send(cluster, FULL);
            awaitFolded(cluster, "b");
        }
    }

    @Test
    void oneOfTwoGoesOnWithItsOwnDiskAndSaysSo() {
        try (LocalCluster cluster = new LocalCluster(2, bench(), folder).start("a", FULL)) {
            cluster.awaitWhole("a");
            assertThat(cluster.at("a").figures()).containsEntry("cluster_cells_without_copy", 0.0);

            // When
            cluster.fill(FULL);

            // Then
            sendUntilAccepted(cluster, "a");
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(cluster.at("a").figures())
                            .containsEntry("cluster_cells_owned", 8.0)
                            .containsEntry("cluster_cells_without_copy", 8.0));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(cluster.at("a").cluster())
                            .hasValueSatisfying(
                                    seen -> assertThat(seen.withoutCopy()).isEqualTo(8)));
            send(cluster, FULL);
            awaitFolded(cluster, "a");
        }
    }

    private static List<ClusterView.Cell> cells(LocalCluster cluster, String member) {
        return cluster.at(member).cluster().map(ClusterView::cells).orElse(List.of());
    }

    private void awaitFolded(LocalCluster cluster, String member) {
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(cluster.at(member).ledger().outcomes()).containsEntry("no-match", (long) sent));
    }

    private void send(LocalCluster cluster, String member) {
        cluster.at(member).accept(batch()).toCompletableFuture().join();
    }

    /** As a sender does: the same again until it is accepted. */
    private void sendUntilAccepted(LocalCluster cluster, String member) {
        List<Signal> batch = batch();
        await().atMost(LONG).until(() -> {
            try {
                cluster.at(member).accept(batch).toCompletableFuture().join();
                return true;
            } catch (CompletionException refused) {
                return false;
            }
        });
    }

    /** Calls of so many users that every cell has some. */
    private List<Signal> batch() {
        List<Signal> batch = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            int number = ++sent;
            batch.add(Calls.of("call-" + number, Instant.now(), "user-" + number, "search", "s-" + number, 0.001));
        }
        return batch;
    }

    private static Bench bench() {
        return new Bench(new FunctionRules());
    }
}
