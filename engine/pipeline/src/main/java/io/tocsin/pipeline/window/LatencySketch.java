// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.window;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A mergeable sketch of latencies in seconds: quantiles with at most 1 % relative error. Not thread-safe. */
public final class LatencySketch {
    private static final double RELATIVE_ERROR = 0.01;
    private static final int MAX_BINS = 1024;

    private final DDSketch sketch;

    /** Empty. */
    public LatencySketch() {
        this(DDSketches.logarithmicCollapsingLowestDense(RELATIVE_ERROR, MAX_BINS));
    }

    private LatencySketch(DDSketch sketch) {
        this.sketch = sketch;
    }

    /** Adds one latency. */
    public void add(double seconds) {
        sketch.accept(seconds);
    }

    /** Adds everything another has seen. */
    public void merge(LatencySketch other) {
        sketch.mergeWith(other.sketch);
    }

    /** How many were added. */
    public long count() {
        return Math.round(sketch.getCount());
    }

    /** The quantile in seconds, NaN when empty. */
    public double quantile(double q) {
        return sketch.isEmpty() ? Double.NaN : sketch.getValueAtQuantile(q);
    }

    /** Writes itself down. */
    public byte[] bytes() {
        try {
            GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
            sketch.encode(out, false);
            return out.trimmedCopy();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what {@link #bytes} wrote. */
    public static LatencySketch of(byte[] bytes) {
        try {
            return new LatencySketch(
                    DDSketch.decode(ByteArrayInput.wrap(bytes), () -> new CollapsingLowestDenseStore(MAX_BINS)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
