// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;
import java.util.List;

/**
 * Calls that were turned away for one cause in the last 5 minutes. Each cause has the scope on which it acts: an own limit
 * a pool, billing a provider, missing capacity a model.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param cause {@code quota} for an own rate limit, {@code billing}, or {@code capacity} of the provider
 * @param provider the provider that turned them away, or empty
 * @param calls calls of the pool or model, however they ended; of a provider only those it turned away
 * @param rejected those turned away for this cause
 * @param rejectedRatio {@code rejected / calls}, so 1 for a provider; NaN without calls
 * @param contributors whose calls were turned away; for a pool who consumes it; largest first, at most 5
 */
public record RejectionWindow(
        Scope scope,
        Instant at,
        Limits limits,
        String cause,
        String provider,
        long calls,
        long rejected,
        double rejectedRatio,
        List<Contributor> contributors)
        implements Fact {}
