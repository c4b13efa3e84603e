// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * How full the context windows of a feature's calls are, over the last 15 minutes.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param calls calls to models whose context window is known
 * @param contextUse mean share of the context window used, 0 to 1, NaN without calls
 * @param topModel the model that costs most, or empty
 */
public record ContextWindow(Scope scope, Instant at, Limits limits, long calls, double contextUse, String topModel)
        implements Fact {}
