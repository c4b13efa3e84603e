// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;
import java.util.List;

/**
 * Use of one rate-limit pool: the dimension that is closest to its limit.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param utilisation share of the limit used, 0 to 1, above 1 when over it
 * @param dimension the dimension it is true of, such as {@code input-tokens}
 * @param limit the limit per window, NaN when not told
 * @param remaining what is left, NaN when not told
 * @param minutesToLimit minutes until the limit at the pace of the last 5 minutes, infinite when falling
 * @param ageSeconds age of the reading
 * @param contributors who consumes it, largest first, at most 5
 */
public record PoolUse(
        Scope scope,
        Instant at,
        Limits limits,
        double utilisation,
        String dimension,
        double limit,
        double remaining,
        double minutesToLimit,
        double ageSeconds,
        List<Contributor> contributors)
        implements Fact {}
