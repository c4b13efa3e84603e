// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * What one rule evaluation sees: one wide, flat, immutable record.
 *
 * <p>Everything a rule compares is one number or word on the fact, derived in Java and judged in rules. Words that are
 * not known are empty, never null; numbers that are not known are NaN. Comparing one with {@code <} or {@code >} is false, also when the
 * limit is the NaN; but {@code NaN >= limit} and {@code number <= NaN} hold, because the rule engine takes NaN for the
 * largest number there.
 */
public sealed interface Fact
        permits CallFact,
                SessionFact,
                HourlySpend,
                UserTokens,
                BudgetUse,
                PoolUse,
                LatencyWindow,
                QualityWindow,
                TrafficWindow,
                SourceSilence,
                JobSilence,
                SensitiveUse,
                OffHoursUse,
                ContextWindow,
                RoutingWindow,
                LengthWindow,
                ComplaintWindow,
                OutcomeWindow,
                RejectionWindow,
                CostDrift,
                ProviderState,
                ExternalAlertState,
                TierUse,
                RouteTask,
                RouteCandidate {

    /** Whom it is about; alerts stated on it carry this scope. */
    Scope scope();

    /** Log time of the evaluation. */
    Instant at();

    /** The limits that bind this scope now. */
    Limits limits();

    /** What tells two facts of one kind and scope apart, such as {@code day} and {@code month}; usually empty. */
    default String facet() {
        return "";
    }

    /** How the baseline on this fact was computed, in words for people; empty when there is none. */
    default String basis() {
        return "";
    }

    /** The limit in force for this scope; see {@link Limits#limit}. */
    default double limit(String name) {
        return limits().limit(name);
    }
}
