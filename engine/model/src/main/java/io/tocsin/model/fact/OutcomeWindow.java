// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * What one kind of business outcome of a scope costs: all that the scope spent in the last 24 hours over the outcomes of
 * that kind in the same time.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param outcomeKind the kind of outcome, such as {@code ticket-resolved}
 * @param outcomes how many
 * @param usd what the scope spent, US dollars
 * @param usdPerOutcome {@code usd / outcomes}, NaN without outcomes
 * @param baselineUsd usual cost of one such outcome, NaN while cold
 * @param timesBaseline {@code usdPerOutcome / baselineUsd}, NaN while cold
 * @param revenueUsd revenue the outcomes brought, each as told or else as the operator values it, US dollars; 0 when nobody
 *     says
 * @param roi return on investment: {@code (revenueUsd - usd) / usd}, 3 for 300 %; NaN when nothing was spent or no
 *     revenue is known
 * @param basis how the baseline was computed
 */
public record OutcomeWindow(
        Scope scope,
        Instant at,
        Limits limits,
        String outcomeKind,
        long outcomes,
        double usd,
        double usdPerOutcome,
        double baselineUsd,
        double timesBaseline,
        double revenueUsd,
        double roi,
        String basis)
        implements Fact {
    @Override
    public String facet() {
        return outcomeKind;
    }
}
