// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;
import java.util.List;

/**
 * Spend of a scope in the last hour, beside what is normal for it.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param usd spend in the last 60 minutes, US dollars
 * @param usdPerHourNow spend of the last 5 minutes, as a rate in US dollars per hour
 * @param baselineUsd normal spend of one hour, NaN while cold
 * @param timesBaseline {@code usd / baselineUsd}, NaN while cold
 * @param baselineHours hours of history behind the baseline
 * @param requests calls in the last 60 minutes
 * @param topModel the model with the largest share of the spend, or empty
 * @param topModelRatio that share, 0 to 1
 * @param contributors who spends it, largest first, at most 5
 * @param basis how the baseline was computed
 */
public record HourlySpend(
        Scope scope,
        Instant at,
        Limits limits,
        double usd,
        double usdPerHourNow,
        double baselineUsd,
        double timesBaseline,
        long baselineHours,
        long requests,
        String topModel,
        double topModelRatio,
        List<Contributor> contributors,
        String basis)
        implements Fact {}
