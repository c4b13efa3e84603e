// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.pipeline.window.Baseline;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.LongToDoubleFunction;

/**
 * A baseline that stands for an hour. It is part of the state, because what comes late changes past hours: computed again
 * in the middle of the hour, after a restart, it might be another. Not thread-safe.
 */
final class HourlyBaseline {
    private long hour = Long.MIN_VALUE;
    private Baseline baseline = Baseline.none();

    /** Whether it has to be computed for an hour. */
    boolean isDue(long now) {
        return now != hour;
    }

    /** The baseline for an hour; see {@link Baseline#of}. */
    Baseline at(long now, long since, LongToDoubleFunction valueOf) {
        if (isDue(now)) {
            hour = now;
            baseline = Baseline.of(now, since, valueOf);
        }
        return baseline;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(hour);
        baseline.write(out);
    }

    void read(DataInput in) throws IOException {
        hour = in.readLong();
        baseline = Baseline.read(in);
    }
}
