// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.alert.AlertClass;
import io.tocsin.model.fact.ComplaintWindow;
import io.tocsin.model.fact.ContextWindow;
import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.fact.RoutingWindow;
import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.log.Rollup;
import io.tocsin.pipeline.window.Baseline;
import io.tocsin.pipeline.window.Buckets;
import io.tocsin.pipeline.window.Conduct;
import io.tocsin.pipeline.window.Counters;
import io.tocsin.pipeline.window.Tally;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How one feature uses models, and what comes of it; of a team or tenant, only what comes of it. Its money and calls are
 * those of the {@link WideState} of the same scope. Not thread-safe.
 */
final class ConductState {
    private static final int RECENT_MINUTES = 15;
    private static final int DAY = 24;
    private static final int WEEK = 7 * DAY;
    private static final int MIN_HOURLY_REQUESTS = 20;

    /** Most kinds of outcomes that are kept apart; senders make them up. */
    private static final int MAX_KINDS = 32;

    final WideState money;
    final Holds holds;
    final TreeMap<String, OutcomeState> outcomes = new TreeMap<>();
    private final Buckets minutes;
    private final Buckets hours;
    private final AnswerLengths lengths;
    private final HourlyBaseline complaints = new HourlyBaseline();

    /** Whether something was added since the windows of days and weeks were judged last. */
    boolean touched;

    /** The minute in which that was. */
    long judgedMinute;

    ConductState(WideState money) {
        this(money, new Holds(), new Buckets(Conduct.WIDTH), new Buckets(Conduct.WIDTH), new AnswerLengths());
    }

    private ConductState(WideState money, Holds holds, Buckets minutes, Buckets hours, AnswerLengths lengths) {
        this.money = money;
        this.holds = holds;
        this.minutes = minutes;
        this.hours = hours;
        this.lengths = lengths;
    }

    Scope scope() {
        return money.spend.scope;
    }

    void add(Rollup rollup, Instant at) {
        minutes.addAll(rollup.further(), 1);
        hours.addAll(rollup.further(), SpendWindow.MINUTES_PER_HOUR);
        lengths.add(rollup.lengths(), SpendWindow.minute(at));
        long hour = SpendWindow.hour(at);
        rollup.outcomes().forEach((kind, count) -> outcome(kind).add(hour, count, 0));
        rollup.revenues().forEach((kind, nano) -> outcome(kind).add(hour, 0, nano));
        minutes.dropBefore(SpendWindow.minute(at) - 2L * SpendWindow.MINUTES_PER_HOUR);
        hours.dropBefore(hour - Baseline.MAX_HOURS);
        touched = true;
    }

    private OutcomeState outcome(String kind) {
        boolean apart = outcomes.containsKey(kind) || outcomes.size() < MAX_KINDS;
        return outcomes.computeIfAbsent(apart ? kind : Tally.OTHER, key -> new OutcomeState());
    }

    Fact contextFact(Instant at, Limits limits) {
        long calls = recent(Conduct.CONTEXT_CALLS, at);
        double use = calls == 0 ? Double.NaN : recent(Conduct.CONTEXT_MICROS, at) / Counters.MICRO / calls;
        return new ContextWindow(scope(), at, limits, calls, use, money.topModelName(at));
    }

    private long recent(int column, Instant at) {
        long now = SpendWindow.minute(at);
        return minutes.sum(column, now - RECENT_MINUTES + 1, now);
    }

    /** Complaints of the last hour. */
    long complained(Instant at) {
        long now = SpendWindow.minute(at);
        return minutes.sum(Conduct.COMPLAINTS, now - SpendWindow.MINUTES_PER_HOUR + 1, now);
    }

    /**
     * Complaints of the last hour, beside what the quality rules say now.
     *
     * @param own the rule that is judged, which does not count as one of them
     */
    Fact complaintFact(Instant at, Limits limits, String own) {
        long complained = complained(at);
        long requests = money.spend.lastHour(Counters.REQUESTS, at);
        Baseline usual = complaints.at(SpendWindow.hour(at), money.spend.sinceHour(), this::hourlyComplaints);
        List<String> quality = Stream.of(money.holds, holds)
                .flatMap(held -> held.firing(AlertClass.QUALITY).stream())
                .filter(rule -> !rule.equals(own))
                .sorted()
                .distinct()
                .toList();
        double ratio = requests == 0 ? Double.NaN : (double) complained / requests;
        return new ComplaintWindow(
                scope(),
                at,
                limits,
                complained,
                requests,
                ratio,
                usual.times(ratio),
                quality.size(),
                String.join(", ", quality),
                usual.basis());
    }

    /** Counts half a complaint more than there were, so that an hour without any is small but not nothing. */
    private double hourlyComplaints(long hour) {
        long requests = money.spend.hours.at(Counters.REQUESTS, hour);
        return requests < MIN_HOURLY_REQUESTS
                ? Double.NaN
                : (hours.at(Conduct.COMPLAINTS, hour) + 0.5) / (requests + 1);
    }

    Fact lengthFact(Instant at, Limits limits) {
        return lengths.fact(scope(), at, limits, money.topModelName(at));
    }

    Fact routingFact(Instant at, Limits limits, String betterModel) {
        long routable = lastHours(Conduct.ROUTABLE, DAY, at);
        long misrouted = lastHours(Conduct.MISROUTED, DAY, at);
        long history = hours.first() == Long.MAX_VALUE ? 0 : SpendWindow.hour(at) - hours.first() + 1;
        return new RoutingWindow(
                scope(),
                at,
                limits,
                routable,
                misrouted,
                routable == 0 ? Double.NaN : (double) misrouted / routable,
                lastHours(Conduct.WASTE_NANO, WEEK, at) / Counters.NANO,
                lastHours(Conduct.WAITING, DAY, at),
                lastHours(Conduct.WAITING_NANO, WEEK, at) / Counters.NANO,
                (double) Math.min(history, WEEK) / DAY,
                money.topModelName(at),
                betterModel);
    }

    private long lastHours(int column, int count, Instant at) {
        long now = SpendWindow.hour(at);
        return hours.sum(column, now - count + 1, now);
    }

    void write(DataOutput out) throws IOException {
        holds.write(out);
        minutes.write(out);
        hours.write(out);
        lengths.write(out);
        complaints.write(out);
        out.writeBoolean(touched);
        out.writeLong(judgedMinute);
        out.writeInt(outcomes.size());
        for (Map.Entry<String, OutcomeState> outcome : outcomes.entrySet()) {
            out.writeUTF(outcome.getKey());
            outcome.getValue().write(out);
        }
    }

    static ConductState read(DataInput in, WideState money) throws IOException {
        ConductState state = new ConductState(
                money,
                Holds.read(in),
                Buckets.read(in, Conduct.WIDTH),
                Buckets.read(in, Conduct.WIDTH),
                AnswerLengths.read(in));
        state.complaints.read(in);
        state.touched = in.readBoolean();
        state.judgedMinute = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            state.outcomes.put(in.readUTF(), OutcomeState.read(in));
        }
        return state;
    }
}
