// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.plan;

import io.tocsin.cluster.cell.CellReport;
import io.tocsin.cluster.cell.CellReport.Role;
import io.tocsin.cluster.cell.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * What is to be done next so that every cell has one owner, at home, with a copy elsewhere. A pure function of who is there
 * and what they report: any member can work it out, and whoever is the oldest does.
 */
final class Plan {
    /** How long a cell without an owner waits for the one member that is missing. */
    static final Duration PATIENCE_FOR_ONE = Duration.ofSeconds(5);

    /** How long a cell without an owner waits when several are missing: one of them may have the newest log. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Cells that move home at the same time: each is closed for a moment. */
    private static final int MOVES = 2;

    private static final Comparator<Held> NEWEST = Comparator.comparing(
                    (Held held) -> held.report().whole())
            .thenComparing(held -> held.report().term())
            .thenComparingLong(held -> held.report().lastSeq());

    private final View view;
    private final Map<String, Report> reports = new TreeMap<>();
    private final IntFunction<Duration> ownerless;
    private final List<Step> steps = new ArrayList<>();
    private int moves;

    /** A cell as one member holds it. */
    private record Held(String member, CellReport report) {}

    private Plan(View view, Collection<Report> reports, IntFunction<Duration> ownerless) {
        this.view = view;
        this.ownerless = ownerless;
        reports.stream()
                .filter(report -> view.members().contains(report.member()))
                .forEach(report -> this.reports.put(report.member(), report));
    }

    /**
     * The next steps.
     *
     * @param view who is there
     * @param reports what they report; members that did not answer are missing
     * @param cells number of cells
     * @param ownerless how long a cell has had no owner
     */
    static List<Step> next(View view, Collection<Report> reports, int cells, IntFunction<Duration> ownerless) {
        Plan plan = new Plan(view, reports, ownerless);
        for (int cell = 0; cell < cells && !view.members().isEmpty(); cell++) {
            plan.look(cell);
        }
        return plan.steps;
    }

    private void look(int cell) {
        List<Held> held = reports.values().stream()
                .map(report -> new Held(report.member(), report.cell(cell)))
                .filter(one -> one.report().role() != Role.NONE)
                .toList();
        List<Held> owners = held.stream()
                .filter(one -> one.report().role() == Role.OWNER)
                .sorted(Comparator.comparing((Held one) -> one.report().term()).reversed())
                .toList();
        if (owners.isEmpty()) {
            open(cell, held);
            return;
        }
        Held owner = owners.get(0);
        owners.stream()
                .skip(1)
                .forEach(loser -> close(loser, cell, "member " + owner.member() + " has a greater term"));
        if (owners.size() == 1) {
            Term highest = highest(held);
            if (highest.compareTo(owner.report().term()) > 0) {
                close(owner, cell, "the term " + highest + " is known, which is greater");
            } else {
                keep(cell, owner, held);
            }
        }
    }

    private void close(Held owner, int cell, String why) {
        steps.add(new Step.Close(owner.member(), cell, why));
    }

    /** One owner: its term, its copy, its place, and what is left elsewhere. */
    private void keep(int cell, Held owner, List<Held> held) {
        CellReport report = owner.report();
        if (view.majority() && !report.view().equals(sortedMembers())) {
            steps.add(new Step.Renew(owner.member(), cell, highest(held).next(true, owner.member()), sortedMembers()));
        }
        String copy = copyFor(cell, owner);
        String home = view.home(cell);
        if (!copy.equals(report.copy())) {
            steps.add(new Step.Copy(owner.member(), cell, copy));
        } else if (!home.equals(owner.member()) && copy.equals(home) && report.inSync() && everybodyReports()) {
            if (moves < MOVES) {
                moves++;
                close(owner, cell, "it moves home to " + home);
            }
        }
        for (Held other : held) {
            if (other.report().role() == Role.COPY && !other.member().equals(copy)) {
                steps.add(new Step.Settle(other.member(), cell, report.lineage()));
            }
        }
    }

    /** Home, so that the cell can move there; else whoever holds it and is there; else the next one. */
    private String copyFor(int cell, Held owner) {
        String home = view.home(cell);
        if (!home.equals(owner.member())) {
            return home;
        }
        String present = owner.report().copy();
        boolean stays = view.members().contains(present) && !present.equals(owner.member());
        return stays ? present : view.next(owner.member(), cell);
    }

    /** No owner: whoever has the newest log opens, once it is sure enough that nobody has a newer one. */
    private void open(int cell, List<Held> held) {
        Optional<Held> newest = held.stream().max(NEWEST);
        boolean sure = newest.isPresent() && isSure(newest.get(), held);
        if (!sure && !waitedLongEnough(cell)) {
            return;
        }
        String member = newest.filter(one -> one.report().whole())
                .map(one -> atHomeIfAsNew(cell, one, held))
                .orElse(view.home(cell));
        Term term = highest(held).next(view.majority(), member);
        String home = view.home(cell);
        String copy = home.equals(member) ? heldElsewhere(member, cell, held) : home;
        steps.add(new Step.Open(member, cell, term, copy, sortedMembers()));
    }

    /** It followed its owner to the end: that one is gone, or closed in good order. */
    private boolean isSure(Held newest, List<Held> held) {
        boolean ownerMayLive = view.members().stream()
                .anyMatch(member -> member.equals(newest.report().term().member()) && !reports.containsKey(member));
        return newest.report().live()
                && !ownerMayLive
                && highest(held).equals(newest.report().term());
    }

    private boolean waitedLongEnough(int cell) {
        if (!everybodyReports()) {
            return false;
        }
        int missing = view.size() - view.members().size();
        Duration patience = missing <= 0 ? Duration.ZERO : missing == 1 ? PATIENCE_FOR_ONE : PATIENCE;
        return ownerless.apply(cell).compareTo(patience) >= 0;
    }

    private String atHomeIfAsNew(int cell, Held newest, List<Held> held) {
        String home = view.home(cell);
        boolean same = held.stream()
                .anyMatch(one -> one.member().equals(home)
                        && one.report().live()
                        && one.report().lastSeq() == newest.report().lastSeq()
                        && one.report().term().equals(newest.report().term()));
        return same ? home : newest.member();
    }

    /** Somebody who had it before is as good a copy as any. */
    private String heldElsewhere(String member, int cell, List<Held> held) {
        return held.stream()
                .map(Held::member)
                .filter(other -> !other.equals(member))
                .findFirst()
                .orElse(view.next(member, cell));
    }

    private static Term highest(List<Held> held) {
        return held.stream()
                .map(one -> one.report().term())
                .max(Comparator.naturalOrder())
                .orElse(Term.NONE);
    }

    private boolean everybodyReports() {
        return reports.keySet().containsAll(view.members());
    }

    private List<String> sortedMembers() {
        return view.members().stream().sorted().toList();
    }
}
