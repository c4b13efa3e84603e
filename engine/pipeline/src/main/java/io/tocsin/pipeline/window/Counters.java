// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.window;

import io.tocsin.model.signal.CallResult;
import io.tocsin.model.signal.LlmCall;

/** The columns that windows count in. Whole numbers only, so that sums are exact and do not depend on their order. */
public final class Counters {
    /** Calls. */
    public static final int REQUESTS = 0;

    /** Billionths of a US dollar. */
    public static final int NANO_USD = 1;

    /** Input and output tokens. */
    public static final int TOKENS = 2;

    /** Columns that narrow scopes such as users keep. */
    public static final int NARROW = 3;

    /** Calls that failed. */
    public static final int ERRORS = 3;

    /** Calls that were refused. */
    public static final int REFUSALS = 4;

    /** Calls cut off by the output limit. */
    public static final int TRUNCATED = 5;

    /** Calls that succeeded with an answer worth nothing: a score under 0.3, or no output at all. */
    public static final int GARBAGE = 6;

    /** Calls that were scored. */
    public static final int SCORED = 7;

    /** Sum of the scores, in millionths. */
    public static final int QUALITY_MICROS = 8;

    /** Columns that wide scopes such as features keep. */
    public static final int WIDE = 9;

    /** Millionths in one. */
    public static final double MICRO = 1e6;

    /** Billionths in one. */
    public static final double NANO = 1e9;

    private static final double GARBAGE_QUALITY = 0.3;

    private Counters() {}

    /** Makes a row of {@link #WIDE} columns say what one call counts. */
    public static void of(LlmCall call, long[] row) {
        CallResult result = call.result();
        boolean scored = result.scored();
        row[REQUESTS] = 1;
        row[NANO_USD] = call.cost().nanoUsd();
        row[TOKENS] = call.tokens().totalTokens();
        row[ERRORS] = result.failed() ? 1 : 0;
        row[REFUSALS] = result.refused() ? 1 : 0;
        row[TRUNCATED] = "max_tokens".equals(result.stopReason()) ? 1 : 0;
        row[GARBAGE] = isGarbage(call) ? 1 : 0;
        row[SCORED] = scored ? 1 : 0;
        row[QUALITY_MICROS] = scored ? micros(result.quality()) : 0;
    }

    /** An answer without output has a stop reason; what has none, such as an embedding, was not to be one. */
    private static boolean isGarbage(LlmCall call) {
        CallResult result = call.result();
        boolean empty = call.tokens().contextTokens() > 0
                && call.tokens().outputTokens() == 0
                && result.stopReason() != null
                && !result.refused();
        return !result.failed() && (empty || result.quality() < GARBAGE_QUALITY);
    }

    /** A row of {@link #WIDE} columns that counts one score and no call. */
    public static long[] ofScore(double quality) {
        long[] row = new long[WIDE];
        row[SCORED] = 1;
        row[QUALITY_MICROS] = micros(quality);
        return row;
    }

    private static long micros(double quality) {
        return Math.round(quality * MICRO);
    }
}
