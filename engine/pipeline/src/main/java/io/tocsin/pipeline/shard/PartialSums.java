// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.log.Rollup;
import io.tocsin.pipeline.window.Buckets;
import io.tocsin.pipeline.window.Counters;
import io.tocsin.pipeline.window.LatencySketch;
import io.tocsin.pipeline.window.LengthProfile;
import io.tocsin.pipeline.window.Tally;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One shard's part of the sums of scopes that live elsewhere, gathered for at most a second of log time and then sent as
 * one entry. This is why no hot key limits throughput. Not thread-safe.
 */
final class PartialSums {
    private static final byte[] NO_LATENCIES = {};
    private static final long[] ONE = {1};

    private final int shard;
    private final Map<Scope, Partial> partials = new LinkedHashMap<>();
    private long sent;
    private long generation;

    PartialSums(int shard) {
        this.shard = shard;
    }

    Partial of(Scope scope) {
        Partial partial = partials.get(scope);
        if (partial == null) {
            partial = new Partial(Rollup.width(scope.kind()));
            partials.put(scope, partial);
        }
        return partial;
    }

    /** Sends what was gathered, if anything was. */
    void flush(Output output) {
        if (partials.isEmpty()) {
            return;
        }
        List<Rollup> rollups = new ArrayList<>(partials.size());
        partials.forEach((scope, partial) -> rollups.add(partial.rollup(scope)));
        partials.clear();
        generation++;
        output.emit(new LogEntry.Rollups(shard, ++sent, rollups));
    }

    /** Counts how often sums were sent: a sum of an earlier generation must not be added to. */
    long generation() {
        return generation;
    }

    /** How often sums were sent. To be asked after a flush, when nothing is gathered. */
    void write(DataOutput out) throws IOException {
        out.writeLong(sent);
    }

    void read(DataInput in) throws IOException {
        sent = in.readLong();
    }

    /** The sums of one scope. */
    static final class Partial {
        private final Buckets minutes = new Buckets(Counters.WIDE);
        private final Tally spenders = new Tally(Rollup.MAX_LABELS);
        private final Tally models = new Tally(Rollup.MAX_LABELS);
        private final Buckets further;
        private final Buckets lengths = new Buckets(1);
        private final Tally outcomes = new Tally(Rollup.MAX_LABELS);
        private final Tally revenues = new Tally(Rollup.MAX_LABELS);
        private @Nullable LatencySketch latencies;

        /** Empty, with so many columns of further counts. */
        Partial(int width) {
            this.further = new Buckets(width);
        }

        /** Adds a row of counts to a minute of event time. */
        void count(long minute, long[] row) {
            minutes.add(minute, row);
        }

        void spender(String label, long amount) {
            spenders.add(label, amount);
        }

        void model(String model, long amount) {
            models.add(model, amount);
        }

        /** Adds the latency of a call and counts its provider: a tier keeps providers instead of models. */
        void latency(double seconds, String provider) {
            if (latencies == null) {
                latencies = new LatencySketch();
            }
            latencies.add(seconds);
            models.add(provider, 1);
        }

        /** Adds a row of further counts to a minute of event time. */
        void further(long minute, long[] row) {
            further.add(minute, row);
        }

        /** Counts one answer of so many tokens. */
        void answer(long tokens) {
            lengths.add(LengthProfile.step(tokens), ONE);
        }

        /** Counts a call that was turned away by its provider. */
        void rejectedBy(String provider) {
            outcomes.add(provider, 1);
        }

        /** Adds outcomes of a kind and what they brought. */
        void outcome(String kind, long count, long revenueNano) {
            outcomes.add(kind, count);
            if (revenueNano > 0) {
                revenues.add(kind, revenueNano);
            }
        }

        private Rollup rollup(Scope scope) {
            byte[] sketch = latencies == null ? NO_LATENCIES : latencies.bytes();
            return new Rollup(scope, minutes, spenders, models, sketch, further, lengths, outcomes, revenues);
        }
    }
}
