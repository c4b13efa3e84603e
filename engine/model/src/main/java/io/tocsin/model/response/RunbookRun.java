// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.response;

import io.tocsin.model.alert.TimelineEntry;
import io.tocsin.model.scope.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a runbook on one target, from proposal to the end of its lease.
 *
 * @param id deterministic: alert, runbook and version
 * @param runbook the runbook
 * @param alertId the alert it answers
 * @param target whom it acts on
 * @param state how far it is
 * @param dryRunOk whether the dry run on the real route passed
 * @param effect what the dry run recorded it would change, one line
 * @param approvedBy who approved; null before
 * @param verified what later facts say; null before they are judged
 * @param actedAt log time of the action; null before
 * @param revertsAt log time it is taken back, at the end of its lease; null before it acted and when nothing takes it back
 * @param usdPerHourBefore spend rate of the target when it acted, NaN before
 * @param savedUsd what it saved so far, by the facts
 * @param timeline its history, oldest first
 */
public record RunbookRun(
        String id,
        String runbook,
        String alertId,
        Scope target,
        State state,
        boolean dryRunOk,
        String effect,
        @Nullable String approvedBy,
        @Nullable Verdict verified,
        @Nullable Instant actedAt,
        @Nullable Instant revertsAt,
        double usdPerHourBefore,
        double savedUsd,
        List<TimelineEntry> timeline) {

    /** Copies the timeline. */
    public RunbookRun {
        timeline = List.copyOf(timeline);
    }

    /** How far a run is. */
    public enum State {
        /** Its dry run is under way. */
        PROPOSED,
        /** Guards or dry run said no. */
        REFUSED,
        /** The dry run passed; a human must approve. */
        AWAITING_APPROVAL,
        /** Approved; the action is under way. */
        ACTING,
        /** The action is done; later facts judge it. */
        VERIFYING,
        /** Judged effective; it stays until its lease ends. */
        HELD,
        /** Taken back, by lease, by hand or because it did not help. */
        REVERTED,
        /** Over, and what it did stays: its runbook declares no inverse. */
        LEFT,
        /** A human said no, or nobody answered in time. */
        DENIED,
        /** The action failed or nobody knows whether it happened; a human must look. */
        IN_DOUBT;

        /** Whether nothing more will happen. */
        public boolean ended() {
            return this == REFUSED || this == REVERTED || this == LEFT || this == DENIED || this == IN_DOUBT;
        }
    }

    /** What later facts say about an action. */
    public enum Verdict {
        EFFECTIVE,
        INEFFECTIVE,
        INCONCLUSIVE
    }
}
