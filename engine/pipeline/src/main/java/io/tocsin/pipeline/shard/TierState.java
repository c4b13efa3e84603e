// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.Contributor;
import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.LatencyWindow;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.log.Rollup;
import io.tocsin.pipeline.window.Baseline;
import io.tocsin.pipeline.window.Buckets;
import io.tocsin.pipeline.window.LatencySketch;
import io.tocsin.pipeline.window.Shares;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Latency of one tier and context bucket: fifteen minutes of sketches and two weeks of hourly percentiles. */
final class TierState {
    private static final int WINDOW_MINUTES = 15;
    private static final int MAX_PROVIDERS = 8;
    private static final double P95 = 0.95;
    private static final double MILLIS = 1000.0;
    private static final int MIN_HOURLY_SAMPLES = 20;

    final Scope scope;
    final Holds holds;
    private final String tier;
    private final String bucket;
    private final TreeMap<Long, LatencySketch> minutes = new TreeMap<>();
    private final Buckets hourlyP95Millis;
    private final Shares providers;
    private final HourlyBaseline p95Baseline = new HourlyBaseline();
    private LatencySketch hourSketch = new LatencySketch();
    private long sketchHour = Long.MIN_VALUE;

    TierState(Scope scope) {
        this(scope, new Holds(), new Buckets(1), new Shares(MAX_PROVIDERS));
    }

    private TierState(Scope scope, Holds holds, Buckets hourlyP95Millis, Shares providers) {
        this.scope = scope;
        this.holds = holds;
        this.hourlyP95Millis = hourlyP95Millis;
        this.providers = providers;
        int slash = scope.id().indexOf('/');
        this.tier = scope.id().substring(0, slash);
        this.bucket = scope.id().substring(slash + 1);
    }

    /** Adds one second's latencies, by log time: a latency is known when the call has ended. */
    void add(Rollup rollup, Instant at) {
        LatencySketch sketch = LatencySketch.of(rollup.latencies());
        long minute = SpendWindow.minute(at);
        turn(SpendWindow.hour(at));
        minutes.computeIfAbsent(minute, key -> new LatencySketch()).merge(sketch);
        minutes.headMap(minute - WINDOW_MINUTES + 1).clear();
        hourSketch.merge(sketch);
        providers.addAll(minute, rollup.models());
    }

    private void turn(long hour) {
        if (hour > sketchHour) {
            if (hourSketch.count() >= MIN_HOURLY_SAMPLES) {
                hourlyP95Millis.add(sketchHour, new long[] {Math.round(hourSketch.quantile(P95) * MILLIS)});
            }
            hourSketch = new LatencySketch();
            sketchHour = hour;
            hourlyP95Millis.dropBefore(hour - Baseline.MAX_HOURS);
        }
    }

    Fact fact(Instant at, Limits limits) {
        LatencySketch window = new LatencySketch();
        minutes.tailMap(SpendWindow.minute(at) - WINDOW_MINUTES + 1).values().forEach(window::merge);
        long hour = SpendWindow.hour(at);
        turn(hour);
        Baseline baseline = p95Baseline.at(hour, hourlyP95Millis.first(), past -> hourlyP95Millis.at(0, past) / MILLIS);
        double p95 = window.quantile(P95);
        List<Contributor> provider = providers.largest(SpendWindow.minute(at), 1, 1);
        return new LatencyWindow(
                scope,
                at,
                limits,
                tier,
                bucket,
                provider.isEmpty() ? "" : provider.get(0).label(),
                p95,
                window.count(),
                baseline.value(),
                baseline.times(p95),
                baseline.basis());
    }

    void write(DataOutput out) throws IOException {
        holds.write(out);
        hourlyP95Millis.write(out);
        providers.write(out);
        out.writeLong(sketchHour);
        p95Baseline.write(out);
        sketch(out, hourSketch);
        out.writeInt(minutes.size());
        for (Map.Entry<Long, LatencySketch> entry : minutes.entrySet()) {
            out.writeLong(entry.getKey());
            sketch(out, entry.getValue());
        }
    }

    static TierState read(DataInput in, Scope scope) throws IOException {
        TierState state = new TierState(scope, Holds.read(in), Buckets.read(in, 1), Shares.read(in, MAX_PROVIDERS));
        state.sketchHour = in.readLong();
        state.p95Baseline.read(in);
        state.hourSketch = sketch(in);
        for (int left = in.readInt(); left > 0; left--) {
            state.minutes.put(in.readLong(), sketch(in));
        }
        return state;
    }

    private static void sketch(DataOutput out, LatencySketch sketch) throws IOException {
        byte[] bytes = sketch.bytes();
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static LatencySketch sketch(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return LatencySketch.of(bytes);
    }
}
