// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * Whether a feature's calls go where they are served well enough for less, over the last 24 hours; waste and saving over
 * the last 7 days.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param routable calls of which it is known which tier would do, by their complexity or because the feature is pinned
 * @param misrouted those of them that a dearer tier served
 * @param misroutedRatio {@code misrouted / routable}, NaN without such calls
 * @param wasteUsd what they cost beyond the current model of the tier that would do, in 7 days, US dollars
 * @param waiting calls that could have waited for a batch, and did not
 * @param batchSavingUsd what batches would have saved in 7 days, US dollars
 * @param daysOfHistory days behind the two sums, at most 7
 * @param topModel the model that costs most, or empty
 * @param betterModel the current model of the tier that would do, or empty
 */
public record RoutingWindow(
        Scope scope,
        Instant at,
        Limits limits,
        long routable,
        long misrouted,
        double misroutedRatio,
        double wasteUsd,
        long waiting,
        double batchSavingUsd,
        double daysOfHistory,
        String topModel,
        String betterModel)
        implements Fact {}
