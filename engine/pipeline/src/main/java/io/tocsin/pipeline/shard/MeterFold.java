// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.meter.Meter;
import io.tocsin.pipeline.meter.RunningTotals;
import io.tocsin.pipeline.window.Counters;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What counters say was spent, added to the money and the tokens of the user, feature, team and tenant they name. Only of sources
 * that expectations name as metered, and never of a client whose calls have come within the last hour: the same money would count
 * twice. Not thread-safe.
 */
final class MeterFold implements ShardCheckpoint.Part {
    private static final int MAX_TOTALS = 20_000;
    private static final int MAX_CLIENTS = 8_192;
    private static final long HOUR_SECONDS = 3600;

    private final RunningTotals totals = new RunningTotals(MAX_TOTALS);
    /** When the last call of a client came, log time in seconds; the one heard longest ago first. */
    private final Map<String, Long> calls = new LinkedHashMap<>(16, 0.75f, true);

    private final Policy policy;
    private final NarrowFold narrow;
    private final PartialSums sums;
    private final ScopeNames names;

    MeterFold(Policy policy, NarrowFold narrow, PartialSums sums, ScopeNames names) {
        this.policy = policy;
        this.narrow = narrow;
        this.sums = sums;
        this.names = names;
    }

    /** A client told a call. */
    void called(Signal call, Instant at) {
        if (policy.expectations().metered(call.origin().source())) {
            calls.put(client(call), at.getEpochSecond());
            if (calls.size() > MAX_CLIENTS) {
                calls.remove(calls.keySet().iterator().next());
            }
        }
    }

    /** A client told a counter. One that is read too late for the windows is read again by the next. */
    void told(MetricPoint point, Instant at) {
        Meter meter = Meter.of(point.name());
        boolean late = point.at().getEpochSecond() < at.getEpochSecond() - HOUR_SECONDS;
        if (meter == null
                || late
                || !policy.expectations().metered(point.origin().source())) {
            return;
        }
        Meter.Spent spent = meter.read(point, totals, policy.prices(), at);
        if (!spent.equals(Meter.Spent.NOTHING) && !tellsCalls(point, at)) {
            add(point, spent, at);
        }
    }

    private boolean tellsCalls(Signal signal, Instant at) {
        Long last = calls.get(client(signal));
        return last != null && last >= at.getEpochSecond() - HOUR_SECONDS;
    }

    private static String client(Signal signal) {
        return signal.tenant() + '/' + signal.origin().source() + '/' + Placement.key(signal);
    }

    private void add(MetricPoint point, Meter.Spent spent, Instant at) {
        long[] row = new long[Counters.WIDE];
        row[Counters.REQUESTS] = spent.requests();
        row[Counters.NANO_USD] = spent.nanoUsd();
        row[Counters.TOKENS] = spent.tokens();
        String user = narrow.metered(point, row, at);
        Attribution who = point.who();
        String feature = who.feature();
        String team = who.team();
        Scope ofFeature = feature == null ? null : names.feature(point.tenant(), feature);
        String spender = ofFeature == null ? user : ofFeature.label();
        add(names.tenant(point.tenant()), point, row, spender);
        if (team != null) {
            add(names.team(point.tenant(), team), point, row, spender);
        }
        if (ofFeature != null) {
            add(ofFeature, point, row, user);
        }
    }

    private void add(Scope scope, MetricPoint point, long[] row, String spender) {
        PartialSums.Partial sum = sums.of(scope);
        sum.count(SpendWindow.minute(point.at()), row);
        sum.model(Meter.model(point), row[Counters.NANO_USD]);
        if (!spender.isEmpty()) {
            sum.spender(spender, row[Counters.NANO_USD]);
        }
    }

    @Override
    public void write(DataOutput out) throws IOException {
        totals.write(out);
        out.writeInt(calls.size());
        for (Map.Entry<String, Long> call : calls.entrySet()) {
            out.writeUTF(call.getKey());
            out.writeLong(call.getValue());
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        totals.read(in);
        for (int left = in.readInt(); left > 0; left--) {
            calls.put(in.readUTF(), in.readLong());
        }
    }
}
