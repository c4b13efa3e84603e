// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.Contributor;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.fact.PoolUse;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.signal.RateLimit;
import io.tocsin.pipeline.admission.Load;
import io.tocsin.pipeline.log.Rollup;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.window.Shares;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One rate-limit pool: the last reading of each dimension, how fast it moves and who consumes it. Not thread-safe. */
final class PoolState {
    private static final Limits NO_LIMITS = name -> Double.NaN;
    private static final int MAX_LABELS = 64;
    private static final int NAMED = 5;

    /** A reading without a reset is taken for true so long by those who plan with it. */
    private static final long LOAD_SECONDS = 120;

    private static final long PACE_MINUTES = 5;
    private static final double MILLIS = 1000.0;
    private static final double MILLIS_PER_MINUTE = 60_000.0;

    final Scope scope;
    final Holds holds;
    private final Shares consumers;
    private final Shares teams;
    private boolean fresh;
    private final TreeMap<String, Gauge> gauges = new TreeMap<>();

    PoolState(Scope scope) {
        this(scope, new Holds(), new Shares(MAX_LABELS), new Shares(MAX_LABELS));
    }

    private PoolState(Scope scope, Holds holds, Shares consumers, Shares teams) {
        this.scope = scope;
        this.holds = holds;
        this.consumers = consumers;
        this.teams = teams;
    }

    void add(RateLimit reading, Instant at) {
        Gauge gauge = gauges.computeIfAbsent(reading.dimension(), key -> new Gauge());
        if (gauge.at == null || !reading.at().isBefore(gauge.at)) {
            gauge.read(reading, at);
            fresh = true;
        }
    }

    void add(Rollup rollup, Instant at) {
        consumers.addAll(SpendWindow.minute(at), rollup.spenders());
        teams.addAll(SpendWindow.minute(at), rollup.models());
    }

    /** How full it is and who draws from it, if there was a reading since the last call. */
    Optional<Load> load(Instant at) {
        if (!fresh) {
            return Optional.empty();
        }
        PoolUse use = fact(at, NO_LIMITS);
        if (Double.isNaN(use.utilisation())) {
            return Optional.empty();
        }
        fresh = false;
        Gauge gauge = gauges.getOrDefault(use.dimension(), new Gauge());
        Instant latest = at.plusSeconds(LOAD_SECONDS);
        Instant until = gauge.reset == null || gauge.reset.isAfter(latest) ? latest : gauge.reset;
        long minute = SpendWindow.minute(at);
        List<String> users = Stream.of(consumers, teams)
                .flatMap(shares -> shares.largest(minute, MAX_LABELS, 1).stream())
                .map(Contributor::label)
                .toList();
        return Optional.of(new Load(scope, use.utilisation(), until, users));
    }

    /** The dimension closest to its limit; a reading stops being true when it resets. */
    PoolUse fact(Instant at, Limits limits) {
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
                consumers(at));
    }

    /** Who consumes it, largest first. */
    List<Contributor> consumers(Instant at) {
        return consumers.largest(SpendWindow.minute(at), NAMED, 1);
    }

    void write(DataOutput out) throws IOException {
        holds.write(out);
        consumers.write(out);
        out.writeInt(-1 - gauges.size());
        teams.write(out);
        for (Map.Entry<String, Gauge> entry : gauges.entrySet()) {
            out.writeUTF(entry.getKey());
            entry.getValue().write(out);
        }
    }

    static PoolState read(DataInput in, Scope scope) throws IOException {
        Holds holds = Holds.read(in);
        Shares consumers = Shares.read(in, MAX_LABELS);
        // Written before teams were counted, the number of gauges is not negative.
        int count = in.readInt();
        Shares teams = count < 0 ? Shares.read(in, MAX_LABELS) : new Shares(MAX_LABELS);
        PoolState state = new PoolState(scope, holds, consumers, teams);
        for (int left = count < 0 ? -1 - count : count; left > 0; left--) {
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
