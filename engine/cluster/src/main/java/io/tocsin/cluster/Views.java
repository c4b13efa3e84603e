// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster;

import io.tocsin.cluster.cell.CellReport;
import io.tocsin.cluster.net.Net;
import io.tocsin.cluster.plan.Coordinator;
import io.tocsin.cluster.plan.Report;
import io.tocsin.pipeline.ClusterView;
import io.tocsin.pipeline.shard.Placement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What is known of the cluster, for people. */
final class Views {
    private Views() {}

    static ClusterView of(Net net, Coordinator.Picture picture) {
        Map<String, Duration> skews = Skew.of(picture.reports(), picture.view().members());
        return new ClusterView(
                net.self(),
                picture.view().size(),
                picture.view().majority(),
                picture.view().members().stream()
                        .map(name -> member(name, picture.reports(), skews))
                        .toList(),
                IntStream.range(0, Placement.CELLS)
                        .mapToObj(cell -> cell(cell, picture.reports()))
                        .toList());
    }

    private static ClusterView.Member member(String name, List<Report> reports, Map<String, Duration> skews) {
        return reports.stream()
                .filter(report -> report.member().equals(name))
                .findFirst()
                .map(report -> new ClusterView.Member(
                        name,
                        true,
                        report.version(),
                        report.rules(),
                        report.config(),
                        report.stranded(),
                        skews.getOrDefault(name, Duration.ZERO),
                        report.ledger()))
                .orElseGet(() -> ClusterView.Member.silent(name));
    }

    private static ClusterView.Cell cell(int number, List<Report> reports) {
        return reports.stream()
                .filter(report -> report.cell(number).role() == CellReport.Role.OWNER)
                .max(Comparator.comparing(report -> report.cell(number).term()))
                .map(report -> owned(report.member(), report.cell(number)))
                .orElseGet(() -> new ClusterView.Cell(number, "", "", false, "", 0, 0));
    }

    private static ClusterView.Cell owned(String owner, CellReport cell) {
        return new ClusterView.Cell(
                cell.cell(), owner, cell.copy(), cell.inSync(), cell.term().toString(), cell.lastSeq(), cell.behind());
    }
}
