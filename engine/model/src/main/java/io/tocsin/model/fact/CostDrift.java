// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * What the calls of one model cost in the last 24 hours by two accounts: as senders reported it, and recomputed from
 * tokens and the price book. Only calls of which both are known count.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param calls calls in the window
 * @param reportedUsd their cost as reported, US dollars
 * @param bookUsd their cost by the price book, US dollars
 * @param driftRatio how far the two lie apart: their difference over the larger of them, 0 to 1; NaN when both are 0
 */
public record CostDrift(
        Scope scope, Instant at, Limits limits, long calls, double reportedUsd, double bookUsd, double driftRatio)
        implements Fact {}
