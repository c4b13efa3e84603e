// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * How long a feature's answers are, over the last hour, beside what is usual for it. Lengths are compared on a logarithmic
 * scale, in robust deviations from the median.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param answers answers in the window: calls that succeeded and were not refused
 * @param shorterRatio share of them shorter than three robust deviations below the median, NaN while cold
 * @param longerRatio share of them longer than three robust deviations above it, NaN while cold
 * @param anomalousRatio both together, NaN while cold
 * @param medianTokens the usual length, output tokens, NaN while cold
 * @param lowTokens the shortest ordinary length, NaN while cold
 * @param highTokens the longest ordinary length, NaN while cold
 * @param topModel the model that costs most, or empty
 * @param basis what the usual length was learnt from
 */
public record LengthWindow(
        Scope scope,
        Instant at,
        Limits limits,
        long answers,
        double shorterRatio,
        double longerRatio,
        double anomalousRatio,
        double medianTokens,
        double lowTokens,
        double highTokens,
        String topModel,
        String basis)
        implements Fact {}
