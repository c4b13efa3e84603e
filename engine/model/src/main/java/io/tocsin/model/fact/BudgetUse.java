// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;
import java.util.List;

/**
 * Use of one budget in its current period.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param period {@code day} or {@code month}
 * @param limitUsd the budget, US dollars
 * @param usedUsd spend in the period so far, US dollars
 * @param usedRatio {@code usedUsd / limitUsd}
 * @param hoursLeft hours until the period ends
 * @param hoursToLimit hours until the budget is used up at the pace of the last hour, infinite when nothing is spent
 * @param forecastRatio spend forecast for the end of the period over the budget, NaN with less than 3 days of data
 * @param contributors who spends it, largest first, at most 5
 */
public record BudgetUse(
        Scope scope,
        Instant at,
        Limits limits,
        String period,
        double limitUsd,
        double usedUsd,
        double usedRatio,
        double hoursLeft,
        double hoursToLimit,
        double forecastRatio,
        List<Contributor> contributors)
        implements Fact {
    @Override
    public String facet() {
        return period;
    }
}
