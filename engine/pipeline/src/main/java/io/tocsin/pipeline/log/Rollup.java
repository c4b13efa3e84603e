// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.log;

import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.window.Counters;
import java.util.List;
import java.util.Map;

/**
 * What one shard adds to a scope with many writers, at most one second's worth.
 *
 * @param scope the scope
 * @param minutes counts by minute of event time
 * @param spenders nano-dollars by label such as {@code user=anna}, largest contributors only
 * @param models nano-dollars by model
 * @param latencies the latency sketch, serialised; empty when the scope keeps none
 */
public record Rollup(
        Scope scope,
        List<Counters.Minute> minutes,
        Map<String, Long> spenders,
        Map<String, Long> models,
        byte[] latencies) {

    /** Copies the collections. */
    public Rollup {
        minutes = List.copyOf(minutes);
        spenders = Map.copyOf(spenders);
        models = Map.copyOf(models);
    }
}
