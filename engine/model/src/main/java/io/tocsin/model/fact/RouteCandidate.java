// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * A model that might answer a request. Judged for the advice alone: each rule that states something on it speaks against the
 * model.
 *
 * @param scope the model
 * @param at log time of the question
 * @param limits the limits that bind the model
 * @param model its id
 * @param modelTier {@code small}, {@code medium} or {@code large}
 * @param contextRatio tokens of the request, output included, over what the quality tier and the model's window allow
 * @param outputRatio most output tokens asked for over the most it can generate
 * @param refusedParameters how many parameters of the request it does not take
 * @param usd what the request costs at most, US dollars, the cold cache included
 * @param budgetRatio {@code usd} over what may be spent; NaN when not told
 * @param coldCacheUsd how much more its first turn costs because the conversation is cached with another model, US dollars
 * @param coldCacheTimes first turn with a cold cache over a turn with the model that has it warm; NaN without a warm cache
 * @param poolBusy whether an alert on the rate-limit pool of its family is open
 */
public record RouteCandidate(
        Scope scope,
        Instant at,
        Limits limits,
        String model,
        String modelTier,
        double contextRatio,
        double outputRatio,
        int refusedParameters,
        double usd,
        double budgetRatio,
        double coldCacheUsd,
        double coldCacheTimes,
        boolean poolBusy)
        implements Fact {}
