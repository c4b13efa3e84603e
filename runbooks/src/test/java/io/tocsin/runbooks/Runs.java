// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks;

import io.tocsin.model.alert.TimelineEntry;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.response.RunbookRun.State;
import io.tocsin.model.response.RunbookRun.Verdict;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs for tests, changed one property at a time; every change answers a new one. */
public final class Runs implements Cloneable {
    public static final Instant NOW = Instant.parse("2026-11-23T03:10:00Z");
    public static final Scope SEARCH = new Scope(ScopeKind.TEAM, "default", "search");
    public static final String ALERT = "00000000000000aa-1763867000";

    private String id = "run-1";
    private String runbook = "tier-downgrade";
    private String alertId = ALERT;
    private Scope target = SEARCH;
    private State state = State.PROPOSED;
    private boolean dryRunOk;
    private @Nullable String approvedBy;
    private @Nullable Verdict verified;
    private @Nullable Instant actedAt;
    private List<TimelineEntry> timeline = List.of();

    private Runs() {}

    /** A proposal of tier-downgrade on team=search. */
    public static Runs proposed() {
        return new Runs();
    }

    /** The same, approved by anna after its dry run passed. */
    public static Runs approved() {
        return proposed().state(State.ACTING).dryRunOk(true).approvedBy("anna");
    }

    /** An earlier run that acted on a team and is held. */
    public static Runs held(String id, String team, Duration ago) {
        return approved()
                .id(id)
                .target(ScopeKind.TEAM, team)
                .alertId("00000000000000bb-" + id)
                .state(State.HELD)
                .actedAt(NOW.minus(ago))
                .entry("acted", ago);
    }

    /** An earlier run that acted and was taken back. */
    public static Runs reverted(String id, String team, Duration ago, @Nullable Verdict verdict) {
        return held(id, team, ago).state(State.REVERTED).verified(verdict);
    }

    public RunbookRun run() {
        return new RunbookRun(
                id,
                runbook,
                alertId,
                target,
                state,
                dryRunOk,
                "",
                approvedBy,
                verified,
                actedAt,
                null,
                412,
                0,
                timeline);
    }

    public Runs id(String changed) {
        return with(next -> next.id = changed);
    }

    public Runs runbook(String changed) {
        return with(next -> next.runbook = changed);
    }

    public Runs alertId(String changed) {
        return with(next -> next.alertId = changed);
    }

    public Runs target(ScopeKind kind, String name) {
        return with(next -> next.target = new Scope(kind, "default", name));
    }

    public Runs state(State changed) {
        return with(next -> next.state = changed);
    }

    public Runs dryRunOk(boolean ok) {
        return with(next -> next.dryRunOk = ok);
    }

    public Runs approvedBy(@Nullable String by) {
        return with(next -> next.approvedBy = by);
    }

    public Runs verified(@Nullable Verdict verdict) {
        return with(next -> next.verified = verdict);
    }

    public Runs actedAt(@Nullable Instant at) {
        return with(next -> next.actedAt = at);
    }

    /** With one more line of history, so long ago. */
    public Runs entry(String kind, Duration ago) {
        List<TimelineEntry> longer = new ArrayList<>(timeline);
        longer.add(new TimelineEntry(NOW.minus(ago), kind, kind));
        return with(next -> next.timeline = List.copyOf(longer));
    }

    private Runs with(Consumer<Runs> change) {
        try {
            Runs next = (Runs) clone();
            change.accept(next);
            return next;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
