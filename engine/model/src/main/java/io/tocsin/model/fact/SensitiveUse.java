// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * Tokens of one sensitive data class that one user sent today.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param dataClass the class
 * @param tokens input tokens of that class since midnight UTC, cache included
 * @param team team of the user's last call, or empty
 */
public record SensitiveUse(Scope scope, Instant at, Limits limits, String dataClass, long tokens, String team)
        implements Fact {
    @Override
    public String facet() {
        return dataClass;
    }
}
