// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.log;

import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.window.Buckets;
import io.tocsin.pipeline.window.Tally;

/**
 * What one shard adds to a scope with many writers, at most one second's worth. Nobody changes it once it is made.
 *
 * @param scope the scope
 * @param minutes counts by minute of event time, in the columns of {@link io.tocsin.pipeline.window.Counters}
 * @param spenders nano-dollars by label such as {@code user=anna}; tokens for a pool
 * @param models nano-dollars by model; calls by provider for a tier
 * @param latencies the latency sketch, serialised; empty when the scope keeps none
 */
public record Rollup(Scope scope, Buckets minutes, Tally spenders, Tally models, byte[] latencies) {
    /** Most labels of one kind in one rollup. */
    public static final int MAX_LABELS = 32;
}
