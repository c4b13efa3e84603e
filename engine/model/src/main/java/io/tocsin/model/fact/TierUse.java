// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * What decides which quality tier a tenant, team or feature is to use now. Judged for the decision alone: what rules state
 * on it is not an alert.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope; a rule holds while the tier it chooses is in use
 * @param tier the tier in use; empty before the first decision
 * @param dwellSeconds how long it has been in use, infinite before the first decision
 * @param usedRatio share of the scope's budget that is spent or held, the fullest of its budgets; NaN without a budget
 * @param load utilisation of the fullest rate-limit pool that the scope draws from, NaN when not known
 */
public record TierUse(
        Scope scope, Instant at, Limits limits, String tier, double dwellSeconds, double usedRatio, double load)
        implements Fact {}
