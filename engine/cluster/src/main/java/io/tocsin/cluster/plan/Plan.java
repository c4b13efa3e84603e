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
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * What is to be done next so that every cell has one owner, at home, with a copy elsewhere. A pure function of who is there
 * and what they report: any member can work it out, and whoever is the oldest does.
 */
final class Plan {
    /** The least that a cell without an owner waits when several are missing: one of them may have the newest log. */
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
    private final BiPredicate<Integer, String> unfit;
    private final List<Step> steps = new ArrayList<>();
    private int moves;

    /** A cell as one member holds it. */
    private record Held(String member, CellReport report) {}

    private Plan(
            View view,
            Collection<Report> reports,
            IntFunction<Duration> ownerless,
            BiPredicate<Integer, String> unfit) {
        this.view = view;
        this.ownerless = ownerless;
        this.unfit = unfit;
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
     * @param unfit whether a member could not keep a cell lately, as owner or copy
     */
    static List<Step> next(
            View view,
            Collection<Report> reports,
            int cells,
            IntFunction<Duration> ownerless,
            BiPredicate<Integer, String> unfit) {
        Plan plan = new Plan(view, reports, ownerless, unfit);
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
        String home = view.home(cell);
        String copy = copyFor(cell, owner.member(), List.of(home, report.copy()));
        if (unfit.test(cell, owner.member()) && fitAndWhole(cell, report)) {
            close(owner, cell, "its disk takes nothing, that of " + report.copy() + " does");
        } else if (!copy.equals(report.copy())) {
            steps.add(new Step.Copy(owner.member(), cell, copy));
        } else if (!home.equals(owner.member()) && copy.equals(home) && report.inSync() && everybodyReports()) {
            if (moves < MOVES) {
                moves++;
                close(owner, cell, "it moves home to " + home);
            }
        }
        if (copy.equals(report.copy()) && report.inSync()) {
            settle(cell, report, held);
        }
    }

    /** Only once a copy has everything: until then what a former copy has may be the only other disk it is on. */
    private void settle(int cell, CellReport owned, List<Held> held) {
        for (Held other : held) {
            if (other.report().role() == Role.COPY && !other.member().equals(owned.copy())) {
                steps.add(new Step.Settle(other.member(), cell, owned.lineage()));
            }
        }
    }

    private boolean fitAndWhole(int cell, CellReport report) {
        return report.inSync()
                && view.members().contains(report.copy())
                && !unfit.test(cell, report.copy())
                && everybodyReports();
    }

    /**
     * Home, so that the cell can move there; else whoever holds it; else the next one: another that is there and fit. When
     * nobody is fit, nobody, because intake must not stop for one disk; but only when everybody reports: a member that is
     * cut off finds nobody fit either.
     */
    private String copyFor(int cell, String owner, List<String> preferred) {
        List<String> there = Stream.concat(preferred.stream(), view.others(owner, cell).stream())
                .filter(member -> view.members().contains(member) && !member.equals(owner))
                .toList();
        return there.stream()
                .filter(member -> !unfit.test(cell, member))
                .findFirst()
                .orElse(there.isEmpty() || everybodyReports() ? "" : there.get(0));
    }

    /** No owner: whoever has the newest log opens, once it is sure enough that nobody has a newer one. */
    private void open(int cell, List<Held> held) {
        Optional<Held> newest = held.stream().max(NEWEST);
        boolean sure = newest.isPresent() && isSure(newest.get(), held);
        if (!sure && !waitedLongEnough(cell)) {
            return;
        }
        String member = newest.filter(one -> one.report().whole())
                .map(one -> whereItFits(cell, one, held))
                .orElse(view.home(cell));
        Term term = highest(held).next(view.majority(), member);
        List<String> preferred = new ArrayList<>(List.of(view.home(cell)));
        held.forEach(one -> preferred.add(one.member()));
        String copy = copyFor(cell, member, preferred);
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
        return ownerless.apply(cell).compareTo(patience(missing)) >= 0;
    }

    /** Never shorter than a cut takes to be noticed: until then an owner behind it believes that it is one. */
    private Duration patience(int missing) {
        if (missing <= 0) {
            return Duration.ZERO;
        }
        Duration noticed = view.missingAfter();
        Duration twice = noticed.multipliedBy(2);
        return missing == 1 ? noticed : twice.compareTo(PATIENCE) > 0 ? twice : PATIENCE;
    }

    /** Of those that are as new as the newest: whoever is fit, at home if possible. */
    private String whereItFits(int cell, Held newest, List<Held> held) {
        String home = view.home(cell);
        List<String> asNew = held.stream()
                .filter(one -> one.report().live()
                        && one.report().lastSeq() == newest.report().lastSeq()
                        && one.report().term().equals(newest.report().term()))
                .map(Held::member)
                .filter(member -> !unfit.test(cell, member))
                .toList();
        if (asNew.contains(home)) {
            return home;
        }
        return asNew.isEmpty() || asNew.contains(newest.member()) ? newest.member() : asNew.get(0);
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
