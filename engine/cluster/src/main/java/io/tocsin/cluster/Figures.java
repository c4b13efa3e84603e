// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster;

import io.tocsin.cluster.cell.Cells;
import io.tocsin.cluster.net.Net;
import io.tocsin.cluster.plan.Coordinator;
import io.tocsin.pipeline.node.LiveEngine;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The figures of one member: those of its engines together, and how it sees the cluster. */
final class Figures {
    /** What is true of a member when it is true of any of its engines, or of all of them. */
    private static final Set<String> ANY = Set.of("automation_paused");

    private static final Set<String> ALL = Set.of("log_healthy");

    private static final double MILLIS = 1_000;

    private Figures() {}

    static Map<String, Double> of(Net net, Cells cells, Coordinator.Picture picture) {
        Map<String, Double> figures = new TreeMap<>();
        for (LiveEngine engine : cells.engines()) {
            engine.figures()
                    .forEach((name, value) -> figures.merge(name, value, (one, other) -> together(name, one, other)));
        }
        figures.put("cluster_members", (double) picture.view().members().size());
        figures.put("cluster_majority", net.majority() ? 1.0 : 0.0);
        Duration skew = Skew.of(picture.reports(), picture.view().members()).getOrDefault(net.self(), Duration.ZERO);
        figures.put("cluster_clock_skew_seconds", skew.toMillis() / MILLIS);
        figures.put("cluster_cells_owned", (double) cells.engines().size());
        figures.put("cluster_cells_without_copy", (double) cells.withoutCopy());
        figures.put("cluster_logs_stranded", (double) cells.stranded());
        figures.put("cluster_signals_salvaged_total", (double) cells.salvaged());
        Drift drift = Drift.of(picture.reports());
        figures.put("cluster_drift{what=\"rules\"}", drift.rules() ? 1.0 : 0.0);
        figures.put("cluster_drift{what=\"config\"}", drift.config() ? 1.0 : 0.0);
        return figures;
    }

    private static double together(String name, double one, double other) {
        if (ANY.contains(name)) {
            return Math.max(one, other);
        }
        return ALL.contains(name) ? Math.min(one, other) : one + other;
    }
}
