// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * A request for which an application asks what model to use. Judged for the advice alone: what rules state on it is not an
 * alert.
 *
 * @param scope on whose behalf: the feature, else the team, else the tenant
 * @param at log time of the question
 * @param limits the limits that bind the scope
 * @param task what is to be done, such as {@code classification}; empty when not told
 * @param simple whether the task is one of those that need no large model
 * @param complexity 0 to 10, NaN when not told
 * @param reasoning whether it needs several steps of reasoning
 * @param userTier tier of the user, such as {@code premium}; empty when not told
 * @param qualityTier the quality tier in force for the scope; empty when there is none
 */
public record RouteTask(
        Scope scope,
        Instant at,
        Limits limits,
        String task,
        boolean simple,
        double complexity,
        boolean reasoning,
        String userTier,
        String qualityTier)
        implements Fact {}
