// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.response;

import java.time.Duration;
import java.util.List;

/**
 * What a runbook may do and how far: the part of an automation that keeps it safe.
 *
 * @param name its name, such as {@code tier-downgrade}
 * @param version part of every run id, so that a changed runbook is a new one
 * @param summary what it changes, one line
 * @param inverse how it is taken back, one line; {@value #NO_INVERSE} when it cannot be
 * @param stepKind {@code read}, {@code set}, {@code keyed} or {@code once}
 * @param lease how long its effect lasts before it is taken back
 * @param verifyAfter how long after the action later facts judge it
 * @param effectiveBelow it helped when the spend rate is at most this share of the rate before, 0 to 1
 * @param minRequests with fewer calls than this after the action nothing is proved
 * @param approvalWithin how long a human has to answer
 * @param cooldown pause between two runs on one target
 * @param maxTargets most targets it may hold at once
 * @param maxRunsPerHour most runs in an hour, all targets together
 * @param protectedTargets labels such as {@code team=checkout} it never touches
 * @param autonomy {@code shadow}, {@code suggest}, {@code approve} or {@code auto}
 */
public record RunbookDescriptor(
        String name,
        String version,
        String summary,
        String inverse,
        String stepKind,
        Duration lease,
        Duration verifyAfter,
        double effectiveBelow,
        long minRequests,
        Duration approvalWithin,
        Duration cooldown,
        int maxTargets,
        int maxRunsPerHour,
        List<String> protectedTargets,
        String autonomy) {

    /** What {@code inverse} says when nothing takes the effect back. */
    public static final String NO_INVERSE = "none";

    /** Copies the list. */
    public RunbookDescriptor {
        protectedTargets = List.copyOf(protectedTargets);
    }

    /** Whether its effect can be taken back. */
    public boolean revertible() {
        return !inverse.equals(NO_INVERSE);
    }
}
