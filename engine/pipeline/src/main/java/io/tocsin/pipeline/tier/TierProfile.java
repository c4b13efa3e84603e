// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tier;

import java.time.Duration;

/**
 * A quality tier as applications read it.
 *
 * @param name such as {@code economy}
 * @param modelTier tier of the models it uses: {@code small}, {@code medium} or {@code large}
 * @param contextTokens the largest context, in tokens
 * @param timeout of one request
 * @param retries after the first attempt
 */
public record TierProfile(String name, String modelTier, long contextTokens, Duration timeout, int retries) {

    /** The limits as the JSON object that {@code llm.limits.*} carries. */
    String limitsJson() {
        return "{\"max_context\":" + contextTokens + ",\"timeout_s\":" + timeout.toSeconds() + ",\"retries\":" + retries
                + ",\"model_tier\":\"" + modelTier + "\"}";
    }
}
