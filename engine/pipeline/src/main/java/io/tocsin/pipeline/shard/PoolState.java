// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.fact.PoolUse;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.signal.RateLimit;
import io.tocsin.pipeline.log.Rollup;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.window.Shares;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One rate-limit pool: the last reading of each dimension, how fast it moves and who consumes it. Not thread-safe. */
final class PoolState {
    private static final int MAX_LABELS = 64;
    private static final int NAMED = 5;
    private static final long PACE_MINUTES = 5;
    private static final double MILLIS = 1000.0;
    private static final double MILLIS_PER_MINUTE = 60_000.0;

    final Scope scope;
    final Holds holds;
    private final Shares consumers;
    private final TreeMap<String, Gauge> gauges = new TreeMap<>();

    PoolState(Scope scope) {
        this(scope, new Holds(), new Shares(MAX_LABELS));
    }

    private PoolState(Scope scope, Holds holds, Shares consumers) {
        this.scope = scope;
        this.holds = holds;
        this.consumers = consumers;
    }

    void add(RateLimit reading, Instant at) {
        Gauge gauge = gauges.computeIfAbsent(reading.dimension(), key -> new Gauge());
        if (gauge.at == null || !reading.at().isBefore(gauge.at)) {
            gauge.read(reading, at);
        }
    }

    void add(Rollup rollup, Instant at) {
        consumers.addAll(SpendWindow.minute(at), rollup.spenders());
    }

    /** The dimension closest to its limit; a reading stops being true when it resets. */
    Fact fact(Instant at, Limits limits) {
        String worst = "";
        double utilisation = Double.NaN;
        for (Map.Entry<String, Gauge> entry : gauges.entrySet()) {
            double used = entry.getValue().utilisation(at);
            if (!Double.isNaN(used) && (Double.isNaN(utilisation) || used > utilisation)) {
                utilisation = used;
                worst = entry.getKey();
            }
        }
        Gauge gauge = gauges.getOrDefault(worst, new Gauge());
        Instant told = gauge.at == null ? at : gauge.at;
        return new PoolUse(
                scope,
                at,
                limits,
                utilisation,
                worst,
                gauge.limit,
                gauge.remaining,
                gauge.minutesToLimit(),
                (at.toEpochMilli() - told.toEpochMilli()) / MILLIS,
                consumers.largest(SpendWindow.minute(at), NAMED, 1));
    }

    void write(DataOutput out) throws IOException {
        holds.write(out);
        consumers.write(out);
        out.writeInt(gauges.size());
        for (Map.Entry<String, Gauge> entry : gauges.entrySet()) {
            out.writeUTF(entry.getKey());
            entry.getValue().write(out);
        }
    }

    static PoolState read(DataInput in, Scope scope) throws IOException {
        PoolState state = new PoolState(scope, Holds.read(in), Shares.read(in, MAX_LABELS));
        for (int left = in.readInt(); left > 0; left--) {
            state.gauges.put(in.readUTF(), Gauge.read(in));
        }
        return state;
    }

    /** The last reading of one dimension, and one about five minutes older. */
    private static final class Gauge {
        private double limit = Double.NaN;
        private double remaining = Double.NaN;
        private double used = Double.NaN;
        private @Nullable Instant at;
        private @Nullable Instant reset;
        private double earlierUsed = Double.NaN;
        private @Nullable Instant earlierAt;

        void read(RateLimit reading, Instant logTime) {
            if (earlierAt == null || logTime.isAfter(earlierAt.plusSeconds(PACE_MINUTES * 60))) {
                earlierUsed = used;
                earlierAt = at;
            }
            limit = reading.limit();
            remaining = reading.remaining();
            used = reading.utilisation();
            at = reading.at();
            reset = reading.reset();
        }

        double utilisation(Instant now) {
            return reset != null && !now.isBefore(reset) ? Double.NaN : used;
        }

        double minutesToLimit() {
            if (at == null || earlierAt == null || !at.isAfter(earlierAt) || !(used > earlierUsed)) {
                return Double.POSITIVE_INFINITY;
            }
            double minutes = (at.toEpochMilli() - earlierAt.toEpochMilli()) / MILLIS_PER_MINUTE;
            return Math.max(0, (1 - used) * minutes / (used - earlierUsed));
        }

        void write(DataOutput out) throws IOException {
            out.writeDouble(limit);
            out.writeDouble(remaining);
            out.writeDouble(used);
            out.writeDouble(earlierUsed);
            Written.time(out, at);
            Written.time(out, reset);
            Written.time(out, earlierAt);
        }

        static Gauge read(DataInput in) throws IOException {
            Gauge gauge = new Gauge();
            gauge.limit = in.readDouble();
            gauge.remaining = in.readDouble();
            gauge.used = in.readDouble();
            gauge.earlierUsed = in.readDouble();
            gauge.at = Written.time(in);
            gauge.reset = Written.time(in);
            gauge.earlierAt = Written.time(in);
            return gauge;
        }
    }
}
