// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.RateLimit;
import io.tocsin.pipeline.testing.Bench;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A pool of rate limits is as full as its fullest dimension. */
class PoolStateTest {
    private static final Instant START = Bench.START;

    private final PoolState pool = new PoolState(new Scope(ScopeKind.POOL, "default", "default/opus"));

    private void told(String dimension, double utilisation, Instant reset) {
        Origin origin = new Origin(dimension, START, "gateway", "default");
        pool.add(
                new RateLimit(
                        origin,
                        Attribution.NONE,
                        "anthropic",
                        "opus",
                        dimension,
                        Double.NaN,
                        Double.NaN,
                        utilisation,
                        reset),
                START);
    }

    private double utilisation(long seconds) {
        return pool.fact(START.plusSeconds(seconds), name -> Double.NaN).utilisation();
    }

    @Test
    void aReadingStopsBeingTrueWhenItResets() {
        // Given
        told("input-tokens", 0.95, START.plusSeconds(60));
        told("requests", 0.4, START.plusSeconds(600));

        // Then
        assertThat(utilisation(59)).isEqualTo(0.95);
        assertThat(utilisation(60)).isEqualTo(0.4);
        assertThat(utilisation(600)).isNaN();
    }
}
