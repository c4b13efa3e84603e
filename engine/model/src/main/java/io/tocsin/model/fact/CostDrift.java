// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * What the calls of one model cost by several accounts: in the last 24 hours as senders reported it and recomputed from
 * tokens and the price book (only calls of which both are known count), and on the last UTC day that is over as it was
 * counted here and as the provider says it will bill.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param calls calls in the window
 * @param reportedUsd their cost as reported, US dollars
 * @param bookUsd their cost by the price book, US dollars
 * @param driftRatio how far the two lie apart: their difference over the larger of them, 0 to 1; NaN when both are 0
 * @param ownUsd cost of all calls on the last day that is over, as counted here, US dollars
 * @param invoicedUsd what the provider says it will bill for tokens of that day, US dollars; 0 while it says nothing
 * @param invoiceRatio how far these two lie apart: their difference over the larger of them, 0 to 1; NaN while the provider
 *     says nothing, or when the day was not seen from its beginning
 */
public record CostDrift(
        Scope scope,
        Instant at,
        Limits limits,
        long calls,
        double reportedUsd,
        double bookUsd,
        double driftRatio,
        double ownUsd,
        double invoicedUsd,
        double invoiceRatio)
        implements Fact {}
