// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.log;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.window.Buckets;
import io.tocsin.pipeline.window.Conduct;
import io.tocsin.pipeline.window.Rejections;
import io.tocsin.pipeline.window.Tally;

/**
 * What one shard adds to a scope with many writers, at most one second's worth. Nobody changes it once it is made.
 *
 * @param scope the scope
 * @param minutes counts by minute of event time, in the columns of {@link io.tocsin.pipeline.window.Counters}
 * @param spenders nano-dollars by label such as {@code user=anna}; tokens for a pool
 * @param models nano-dollars by model; calls by provider for a tier
 * @param latencies the latency sketch, serialised; empty when the scope keeps none
 * @param further further counts by minute of event time, in the columns of {@link #width}
 * @param lengths answers by step of {@link io.tocsin.pipeline.window.LengthProfile}, one column
 * @param outcomes business outcomes by kind; for a pool, model or provider rejected calls by provider
 * @param revenues what they brought, nano-dollars by kind
 */
public record Rollup(
        Scope scope,
        Buckets minutes,
        Tally spenders,
        Tally models,
        byte[] latencies,
        Buckets further,
        Buckets lengths,
        Tally outcomes,
        Tally revenues) {
    /** Most labels of one kind in one rollup. */
    public static final int MAX_LABELS = 32;

    /** Number of columns of the further counts of a kind of scope: {@link Conduct}, {@link Rejections} or none. */
    public static int width(ScopeKind kind) {
        return switch (kind) {
            case FEATURE -> Conduct.WIDTH;
            case POOL, MODEL, PROVIDER -> Rejections.WIDTH;
            default -> 0;
        };
    }
}
