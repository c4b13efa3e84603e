// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

/**
 * One call of a model: who, which model, how many tokens, what it cost and how it ended.
 *
 * @param origin where it comes from
 * @param who on whose behalf it happened
 * @param provider the provider, such as {@code anthropic}
 * @param model the model that answered, without a context suffix such as {@code [1m]}
 * @param tokens tokens by kind
 * @param cost what it cost
 * @param result how it ended
 * @param handling how it was to be handled
 */
public record LlmCall(
        Origin origin,
        Attribution who,
        String provider,
        String model,
        TokenUsage tokens,
        Cost cost,
        CallResult result,
        Handling handling)
        implements Signal {

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.call(this);
    }
}
