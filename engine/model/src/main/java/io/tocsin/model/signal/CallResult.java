// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param status HTTP status, 0 when not told
 * @param stopReason why generation stopped, in the provider's word such as {@code end_turn}, {@code max_tokens},
 *     {@code refusal}, {@code model_context_window_exceeded}; null when not told
 * @param errorType the provider's error word such as {@code rate_limit_error}; null when the call succeeded
 * @param latencySeconds wall time of the call in seconds, negative when not told
 * @param quality score of an evaluator, 0 to 1, NaN when not scored
 * @param flaggedRefusal true when an evaluator read the answer as a refusal, whatever the stop reason
 * @param flaggedInsecure true when an evaluator found generated code vulnerable
 */
public record CallResult(
        int status,
        @Nullable String stopReason,
        @Nullable String errorType,
        double latencySeconds,
        double quality,
        boolean flaggedRefusal,
        boolean flaggedInsecure) {

    /** Succeeded, and nothing more is known. */
    public static final CallResult OK = new CallResult(200, null, null, -1, Double.NaN, false, false);

    /** Whether the provider answered with an error. */
    public boolean failed() {
        return errorType != null || status >= 400;
    }

    /** Whether the answer was a refusal. A refusal is an HTTP 200 with a stop reason. */
    public boolean refused() {
        return flaggedRefusal || "refusal".equals(stopReason);
    }

    /** Whether the answer was scored. */
    public boolean scored() {
        return !Double.isNaN(quality);
    }
}
