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

    /** Calls that succeeded with a score under 0.3. */
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

    /** Adds one call to a row of {@link #WIDE} columns. */
    public static void add(long[] row, LlmCall call) {
        CallResult result = call.result();
        row[REQUESTS]++;
        row[NANO_USD] += call.cost().nanoUsd();
        row[TOKENS] += call.tokens().totalTokens();
        if (result.failed()) {
            row[ERRORS]++;
        }
        if (result.refused()) {
            row[REFUSALS]++;
        }
        if ("max_tokens".equals(result.stopReason())) {
            row[TRUNCATED]++;
        }
        if (result.scored()) {
            addScore(row, result.quality());
            if (!result.failed() && result.quality() < GARBAGE_QUALITY) {
                row[GARBAGE]++;
            }
        }
    }

    /** Adds one score to a row of {@link #WIDE} columns. */
    public static void addScore(long[] row, double quality) {
        row[SCORED]++;
        row[QUALITY_MICROS] += Math.round(quality * MICRO);
    }

    /**
     * One minute's counts.
     *
     * @param minute minutes since 1970, event time
     * @param counts one number a column
     */
    public record Minute(long minute, long[] counts) {}
}
