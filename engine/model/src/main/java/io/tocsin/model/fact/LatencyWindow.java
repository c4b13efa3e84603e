// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * Latency of one tier and context bucket over the last 15 minutes.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param tier {@code small}, {@code medium} or {@code large}
 * @param bucket {@code under-10k}, {@code 10k-100k} or {@code over-100k} tokens of context
 * @param provider the provider that answered most of the calls, or empty
 * @param p95Seconds 95th percentile in seconds, relative error at most 1 %
 * @param samples calls in the window
 * @param baselineP95Seconds normal 95th percentile, NaN while cold
 * @param timesBaseline {@code p95Seconds / baselineP95Seconds}, NaN while cold
 * @param basis how the baseline was computed
 */
public record LatencyWindow(
        Scope scope,
        Instant at,
        Limits limits,
        String tier,
        String bucket,
        String provider,
        double p95Seconds,
        long samples,
        double baselineP95Seconds,
        double timesBaseline,
        String basis)
        implements Fact {

    /** A window whose provider is not known. */
    public LatencyWindow(
            Scope scope,
            Instant at,
            Limits limits,
            String tier,
            String bucket,
            double p95Seconds,
            long samples,
            double baselineP95Seconds,
            double timesBaseline,
            String basis) {
        this(scope, at, limits, tier, bucket, "", p95Seconds, samples, baselineP95Seconds, timesBaseline, basis);
    }
}
