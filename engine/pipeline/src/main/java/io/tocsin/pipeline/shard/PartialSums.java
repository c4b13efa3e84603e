// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.log.Rollup;
import io.tocsin.pipeline.log.RollupCodec;
import io.tocsin.pipeline.window.Counters;
import io.tocsin.pipeline.window.LatencySketch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One shard's part of the sums of scopes that live elsewhere, gathered for at most a second of log time and then sent as
 * one entry. This is why no hot key limits throughput. Not thread-safe.
 */
final class PartialSums {
    private static final int MAX_LABELS = 32;
    private static final byte[] NO_LATENCIES = {};

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
            partial = new Partial();
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

    void write(DataOutput out) throws IOException {
        out.writeLong(sent);
        out.writeInt(partials.size());
        for (Map.Entry<Scope, Partial> entry : partials.entrySet()) {
            RollupCodec.write(out, entry.getValue().rollup(entry.getKey()));
        }
    }

    void read(DataInput in) throws IOException {
        sent = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            Rollup rollup = RollupCodec.read(in);
            of(rollup.scope()).add(rollup);
        }
    }

    /** The sums of one scope. */
    static final class Partial {
        private final TreeMap<Long, long[]> minutes = new TreeMap<>();
        private final Map<String, Long> spenders = new HashMap<>();
        private final Map<String, Long> models = new HashMap<>();
        private @Nullable LatencySketch latencies;
        private long lastMinute = Long.MIN_VALUE;
        private long[] lastRow = new long[0];

        /** The row of a minute, to be added to. */
        long[] minute(long minute) {
            if (minute != lastMinute) {
                lastRow = minutes.computeIfAbsent(minute, key -> new long[Counters.WIDE]);
                lastMinute = minute;
            }
            return lastRow;
        }

        void spender(String label, long amount) {
            add(spenders, label, amount);
        }

        void model(String model, long amount) {
            add(models, model, amount);
        }

        void latency(double seconds) {
            if (latencies == null) {
                latencies = new LatencySketch();
            }
            latencies.add(seconds);
        }

        /** Counts a call by its provider; a scope that keeps latencies keeps providers instead of models. */
        void calls(String provider) {
            add(models, provider, 1);
        }

        void add(long minute, long[] counts) {
            long[] row = minute(minute);
            for (int column = 0; column < counts.length; column++) {
                row[column] += counts[column];
            }
        }

        private static void add(Map<String, Long> amounts, String label, long amount) {
            if (!label.isEmpty() && (amounts.size() < MAX_LABELS || amounts.containsKey(label))) {
                amounts.merge(label, amount, Long::sum);
            }
        }

        void add(Rollup rollup) {
            for (Counters.Minute minute : rollup.minutes()) {
                add(minute.minute(), minute.counts());
            }
            rollup.spenders().forEach(this::spender);
            rollup.models().forEach(this::model);
            if (rollup.latencies().length > 0) {
                latencies = LatencySketch.of(rollup.latencies());
            }
        }

        Rollup rollup(Scope scope) {
            List<Counters.Minute> rows = new ArrayList<>(minutes.size());
            minutes.forEach((minute, counts) -> rows.add(new Counters.Minute(minute, counts)));
            return new Rollup(scope, rows, spenders, models, latencies == null ? NO_LATENCIES : latencies.bytes());
        }
    }
}
