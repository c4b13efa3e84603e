// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import io.tocsin.cluster.cell.CellReport;
import io.tocsin.cluster.cell.CellReport.Role;
import io.tocsin.cluster.plan.Report;
import io.tocsin.pipeline.shard.Placement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who has which cell, as the members reported a moment ago.
 *
 * @param reports of the members that answered
 */
record ClusterMap(List<Report> reports) {
    ClusterMap {
        reports = List.copyOf(reports);
    }

    /** As one member sees it. */
    static ClusterMap seenBy(DemoMember member) {
        return new ClusterMap(member.engine().picture().reports());
    }

    /** What is reported without one member. */
    ClusterMap without(String member) {
        return new ClusterMap(reports.stream()
                .filter(report -> !report.member().equals(member))
                .toList());
    }

    /** Who folds a cell. */
    Optional<String> owner(int cell) {
        return reports.stream()
                .filter(report -> report.cell(cell).role() == Role.OWNER)
                .map(Report::member)
                .findFirst();
    }

    /** Whether every cell is folded by somebody. */
    boolean owned() {
        return cells().allMatch(cell -> owner(cell).isPresent());
    }

    /** Whether every cell is folded by somebody and has a whole copy on another member. */
    boolean copied() {
        return cells().allMatch(cell -> owners(cell).count() == 1
                && owners(cell)
                        .allMatch(report -> report.inSync() && !report.copy().isEmpty()));
    }

    /** The cells that a member folds. */
    List<Integer> folds(String member) {
        return cells().filter(cell -> owner(cell).filter(member::equals).isPresent())
                .boxed()
                .toList();
    }

    /** The cells that a member keeps the copy of. */
    List<Integer> keeps(String member) {
        return cells().filter(
                        cell -> owners(cell).anyMatch(report -> report.copy().equals(member)))
                .boxed()
                .toList();
    }

    private Stream<CellReport> owners(int cell) {
        return reports.stream().map(report -> report.cell(cell)).filter(report -> report.role() == Role.OWNER);
    }

    private static IntStream cells() {
        return IntStream.range(0, Placement.CELLS);
    }

    /** Cells for people, such as {@code 0 3 6}. */
    static String words(List<Integer> cells) {
        return cells.isEmpty() ? "-" : cells.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
