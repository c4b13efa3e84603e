// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.load;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;

/** Durations and their quantiles, exact to 0.5 percent; the largest is exact. Confined to one thread. */
public final class Latencies {
    private static final double ACCURACY = 0.005;
    private static final double NANOS_PER_MILLI = 1e6;

    private final DDSketch sketch = DDSketches.unboundedDense(ACCURACY);
    private long maxNanos;

    /** Adds one duration in nanoseconds. */
    public void record(long nanos) {
        sketch.accept((double) nanos);
        maxNanos = Math.max(maxNanos, nanos);
    }

    /** How many were recorded. */
    public long count() {
        return (long) sketch.getCount();
    }

    /** A quantile in milliseconds, NaN when nothing was recorded; the quantile lies in 0 to 1. */
    public double millis(double quantile) {
        return sketch.isEmpty() ? Double.NaN : sketch.getValueAtQuantile(quantile) / NANOS_PER_MILLI;
    }

    /** The largest in milliseconds, 0 when nothing was recorded. */
    public double maxMillis() {
        return maxNanos / NANOS_PER_MILLI;
    }
}
