// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.route;

import io.tocsin.model.scope.Scope;
import java.util.List;

/**
 * What an application is about to ask of a model.
 *
 * @param scope on whose behalf: the feature, else the team, else the tenant
 * @param task such as {@code classification}; empty when not told
 * @param complexity 0 to 10, NaN when not told
 * @param reasoning whether it needs several steps of reasoning
 * @param userTier tier of the user; empty when not told
 * @param contextTokens input of the request, cache included
 * @param maxOutputTokens most tokens to be generated
 * @param cachedTokens how much of the input is cached with the current model
 * @param currentModel the model of the conversation so far; empty when there is none
 * @param workspace provider workspace the calls are made with; empty for the default one
 * @param parameters names of the parameters that the request sets
 * @param models the models the application can call; empty for every model of the price book
 * @param budgetUsd what may be spent, US dollars, NaN when not told
 * @param valueUsd what a good answer is worth, US dollars, NaN when not told
 */
public record RouteRequest(
        Scope scope,
        String task,
        double complexity,
        boolean reasoning,
        String userTier,
        long contextTokens,
        long maxOutputTokens,
        long cachedTokens,
        String currentModel,
        String workspace,
        List<String> parameters,
        List<String> models,
        double budgetUsd,
        double valueUsd) {

    /** Copies the lists. */
    public RouteRequest {
        parameters = List.copyOf(parameters);
        models = List.copyOf(models);
    }
}
