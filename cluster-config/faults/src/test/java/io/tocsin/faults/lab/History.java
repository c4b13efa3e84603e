// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a cluster was asked and what came of it, as seen from outside. The verdict takes time linear in what was recorded.
 *
 * <p>Every alert of the traffic is about a subject of its own, fires once and is never resolved. So one subject is one
 * incident, and one target is one action. Thread-safe.
 */
public final class History {
    private final Set<String> accepted = new HashSet<>();
    private final Set<String> pageable = new TreeSet<>();
    private final Set<String> actionable = new TreeSet<>();
    private final List<Paged> pages = new ArrayList<>();
    private final List<Acted> acts = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final Set<Done> done = new HashSet<>();
    private final Map<String, String> withheld = new TreeMap<>();
    private final Set<String> claimed = new HashSet<>();
    private long accounted;
    private boolean mayWithhold;

    /**
     * A page that a vendor took.
     *
     * @param subject whom it is about, such as {@code user=u1}
     * @param dedupKey under which the vendor collapses pages
     */
    public record Paged(String subject, String dedupKey) {}

    /**
     * An action that took effect.
     *
     * @param run the run whose step it is
     * @param target whom it is about, such as {@code team=t1}
     * @param member who told of it
     * @param at when it took effect, by the log; the same run at two times acted twice, unless it is {@link #claimed}
     */
    public record Acted(String run, String target, String member, Instant at) {}

    /**
     * What a target outside did.
     *
     * @param key under which it was told; what it is told twice under one key is one effect
     * @param scope on whom, such as {@code team=t1}
     */
    public record Done(String key, String scope) {}

    /**
     * A span in which a member is in a minority and must not act.
     *
     * @param from when it could have noticed
     */
    public record Cut(String member, Instant from, Instant to) {}

    /** A signal was answered with 202. */
    public synchronized void accepted(String id) {
        accepted.add(id);
    }

    /** What was accepted must page somebody about this subject. */
    public synchronized void mustPage(String subject) {
        pageable.add(subject);
    }

    /** What was accepted must be acted upon. */
    public synchronized void mustAct(String target) {
        actionable.add(target);
    }

    /** The conservation ledger knows this many signals, duplicates not counted. */
    public synchronized void accounted(long signals) {
        accounted = signals;
    }

    /** A vendor took a page. */
    public synchronized void paged(Paged page) {
        pages.add(page);
    }

    /** An action took effect; the same one may be told more than once. */
    public synchronized void acted(Acted act) {
        acts.add(act);
    }

    /** A target outside did something; the same may be told more than once. */
    public synchronized void done(Done effect) {
        done.add(effect);
    }

    /**
     * The ledger has a claim for this run. A claim can be granted once, so whatever is told of the run happened under it: a
     * step that sets something is set again, to the same, by who takes over before it knows that it was.
     */
    public synchronized void claimed(String run) {
        claimed.add(run);
    }

    /** A run ended without an effect, or nobody knows whether it had one, and a human was told why. */
    public synchronized void withheld(String target, String why) {
        withheld.put(target, why);
    }

    /** In this history an action may be withheld: there is no ledger, or no majority, or it is done once at most. */
    public synchronized void mayWithhold() {
        mayWithhold = true;
    }

    /** Actions that were withheld. */
    public synchronized Set<String> withheld() {
        return new TreeSet<>(withheld.keySet());
    }

    /** A member was cut off from most others. */
    public synchronized void cut(Cut cut) {
        cuts.add(cut);
    }

    /** Signals answered with 202, each counted once. */
    public synchronized int acceptedCount() {
        return accepted.size();
    }

    /** Whether the conservation ledger knows of as many signals as were accepted. */
    public synchronized boolean isAccountedFor() {
        return accounted == accepted.size();
    }

    /** Whether every page and every action that must be has been. */
    public synchronized boolean complete() {
        return missing().isEmpty();
    }

    /** About whom nobody was paged, and for whom nothing was done. */
    public synchronized List<String> missing() {
        List<String> missing = new ArrayList<>();
        unpaged().forEach(subject -> missing.add("page " + subject));
        undone().forEach(target -> missing.add("action " + target));
        return missing;
    }

    /** What is wrong with it. */
    public synchronized Verdict verdict() {
        List<Violation> violations = new ArrayList<>();
        if (accounted < accepted.size()) {
            violations.add(new Violation(
                    Violation.Kind.LOST,
                    accepted.size() - accounted,
                    (accepted.size() - accounted) + " of " + accepted.size() + " accepted signals are in no outcome"));
        } else if (accounted > accepted.size()) {
            violations.add(new Violation(
                    Violation.Kind.DOUBLE,
                    accounted - accepted.size(),
                    (accounted - accepted.size()) + " more outcomes than the " + accepted.size()
                            + " accepted signals"));
        }
        unpaged()
                .forEach(subject ->
                        violations.add(new Violation(Violation.Kind.LOST, 1, "nobody was paged about " + subject)));
        undone().forEach(target ->
                violations.add(new Violation(Violation.Kind.LOST, 1, "nothing was done for " + target + why(target))));
        incidentsTwice(violations);
        actsTwice(violations);
        doneTwice(violations);
        minorityActs(violations);
        return new Verdict(accepted.size(), violations);
    }

    private Set<String> unpaged() {
        Set<String> missing = new TreeSet<>(pageable);
        pages.forEach(page -> missing.remove(page.subject()));
        return missing;
    }

    private Set<String> undone() {
        Set<String> missing = new TreeSet<>(actionable);
        acts.forEach(act -> missing.remove(act.target()));
        if (mayWithhold) {
            missing.removeAll(withheld.keySet());
        }
        return missing;
    }

    private String why(String target) {
        String told = withheld.get(target);
        return told == null ? "" : ": " + told;
    }

    private void incidentsTwice(List<Violation> violations) {
        Map<String, Set<String>> keys = new HashMap<>();
        pages.forEach(page ->
                keys.computeIfAbsent(page.subject(), subject -> new TreeSet<>()).add(page.dedupKey()));
        keys.forEach((subject, several) -> {
            if (several.size() > 1) {
                violations.add(new Violation(
                        Violation.Kind.DOUBLE,
                        several.size() - 1,
                        several.size() + " incidents about " + subject + ": " + several));
            }
        });
    }

    private void actsTwice(List<Violation> violations) {
        Map<String, Set<String>> effects = new HashMap<>();
        acts.forEach(act ->
                effects.computeIfAbsent(act.target(), target -> new TreeSet<>()).add(effect(act)));
        effects.forEach((target, several) -> {
            if (several.size() > 1) {
                violations.add(new Violation(
                        Violation.Kind.DOUBLE,
                        several.size() - 1,
                        several.size() + " actions on " + target + ": " + several));
            }
        });
    }

    private String effect(Acted act) {
        return claimed.contains(act.run()) ? act.run() : act.run() + " at " + act.at();
    }

    private void doneTwice(List<Violation> violations) {
        Map<String, Set<String>> keys = new HashMap<>();
        done.forEach(effect ->
                keys.computeIfAbsent(effect.scope(), scope -> new TreeSet<>()).add(effect.key()));
        keys.forEach((scope, several) -> {
            if (several.size() > 1) {
                violations.add(new Violation(
                        Violation.Kind.DOUBLE,
                        several.size() - 1,
                        several.size() + " effects at the target on " + scope + ": " + several));
            }
        });
    }

    private void minorityActs(List<Violation> violations) {
        Map<String, List<Cut>> byMember = new HashMap<>();
        cuts.forEach(cut -> byMember.computeIfAbsent(cut.member(), member -> new ArrayList<>())
                .add(cut));
        acts.forEach(act -> byMember.getOrDefault(act.member(), List.of()).stream()
                .filter(cut -> !act.at().isBefore(cut.from()) && act.at().isBefore(cut.to()))
                .forEach(cut -> violations.add(new Violation(
                        Violation.Kind.MINORITY,
                        1,
                        act.member() + " acted on " + act.target() + " at " + act.at() + " while cut off"))));
    }
}
