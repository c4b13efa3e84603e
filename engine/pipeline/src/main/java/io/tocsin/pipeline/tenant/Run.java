// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tenant;

import io.tocsin.model.alert.TimelineEntry;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.response.RunbookRun.State;
import io.tocsin.model.response.RunbookRun.Verdict;
import io.tocsin.model.scope.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One runbook run while the engine keeps its life. Not thread-safe. */
final class Run {
    private static final double SECONDS_PER_HOUR = 3600.0;

    final String id;
    final String runbook;
    final String alertId;
    final Scope target;
    final Instant proposedAt;
    final List<TimelineEntry> timeline;
    State state = State.PROPOSED;
    boolean dryRunOk;
    boolean reverting;
    String effect = "";

    @Nullable String approvedBy;

    @Nullable Verdict verified;

    @Nullable Instant actedAt;

    @Nullable Instant revertsAt;

    double usdPerHourBefore = Double.NaN;
    double usdPerHourNow = Double.NaN;
    long requestsNow;

    @Nullable Instant observedAt;

    double savedUsd;

    Run(String id, String runbook, String alertId, Scope target, Instant proposedAt) {
        this(id, runbook, alertId, target, proposedAt, new ArrayList<>());
    }

    private Run(
            String id, String runbook, String alertId, Scope target, Instant proposedAt, List<TimelineEntry> timeline) {
        this.id = id;
        this.runbook = runbook;
        this.alertId = alertId;
        this.target = target;
        this.proposedAt = proposedAt;
        this.timeline = timeline;
    }

    void note(Instant at, String kind, String text) {
        timeline.add(new TimelineEntry(at, kind, text));
    }

    /**
     * Hears how the target fares; while the action is in force, the difference is what it saves. An action that came
     * before anything was heard is compared with the first that is: within seconds, the spend of the last minutes has
     * not changed yet.
     */
    void observed(double usdPerHour, long requests, Instant at) {
        if (inForce() && Double.isNaN(usdPerHourBefore)) {
            usdPerHourBefore = usdPerHour;
        }
        if (inForce() && observedAt != null && !Double.isNaN(usdPerHourBefore)) {
            double hours = (at.getEpochSecond() - observedAt.getEpochSecond()) / SECONDS_PER_HOUR;
            savedUsd += Math.max(0, usdPerHourBefore - usdPerHour) * hours;
        }
        usdPerHourNow = usdPerHour;
        requestsNow = requests;
        observedAt = at;
    }

    boolean inForce() {
        return state == State.VERIFYING || state == State.HELD;
    }

    RunbookRun view() {
        return new RunbookRun(
                id,
                runbook,
                alertId,
                target,
                state,
                dryRunOk,
                effect,
                approvedBy,
                verified,
                actedAt,
                revertsAt,
                usdPerHourBefore,
                savedUsd,
                timeline);
    }

    Written written() {
        return new Written(view(), proposedAt, reverting, usdPerHourNow, requestsNow, observedAt);
    }

    static Run of(Written written) {
        RunbookRun view = written.view;
        Run run = new Run(
                view.id(),
                view.runbook(),
                view.alertId(),
                view.target(),
                written.proposedAt,
                new ArrayList<>(view.timeline()));
        run.state = view.state();
        run.dryRunOk = view.dryRunOk();
        run.reverting = written.reverting;
        run.effect = view.effect();
        run.approvedBy = view.approvedBy();
        run.verified = view.verified();
        run.actedAt = view.actedAt();
        run.revertsAt = view.revertsAt();
        run.usdPerHourBefore = view.usdPerHourBefore();
        run.usdPerHourNow = written.usdPerHourNow;
        run.requestsNow = written.requestsNow;
        run.observedAt = written.observedAt;
        run.savedUsd = view.savedUsd();
        return run;
    }

    /** A run as a checkpoint holds it. */
    record Written(
            RunbookRun view,
            Instant proposedAt,
            boolean reverting,
            double usdPerHourNow,
            long requestsNow,
            @Nullable Instant observedAt) {}
}
