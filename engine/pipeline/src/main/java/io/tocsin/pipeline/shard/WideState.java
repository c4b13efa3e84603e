// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.Contributor;
import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.fact.QualityWindow;
import io.tocsin.model.fact.TrafficWindow;
import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.log.Rollup;
import io.tocsin.pipeline.threshold.Budget;
import io.tocsin.pipeline.window.Baseline;
import io.tocsin.pipeline.window.Counters;
import io.tocsin.pipeline.window.Shares;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** One team, feature or tenant, fed by rollups: spend, quality and how calls end. Not thread-safe. */
final class WideState {
    private static final int MAX_LABELS = 64;
    private static final int NAMED = 5;
    private static final int RECENT_MINUTES = 15;
    private static final int NOW_MINUTES = 5;
    private static final int MIN_HOURLY_SCORES = 5;
    private static final int MIN_HOURLY_REQUESTS = 20;

    final SpendWindow spend;
    final Holds holds;
    private final Shares spenders;
    private final Shares models;

    private final HourlyBaseline quality = new HourlyBaseline();
    private final HourlyBaseline refusals = new HourlyBaseline();

    WideState(Scope scope, List<Budget> budgets) {
        this(
                new SpendWindow(scope, Counters.WIDE, budgets),
                new Holds(),
                new Shares(MAX_LABELS),
                new Shares(MAX_LABELS));
    }

    private WideState(SpendWindow spend, Holds holds, Shares spenders, Shares models) {
        this.spend = spend;
        this.holds = holds;
        this.spenders = spenders;
        this.models = models;
    }

    void add(Rollup rollup, Instant at) {
        spend.add(rollup.minutes());
        long now = SpendWindow.minute(at);
        spenders.addAll(now, rollup.spenders());
        models.addAll(now, rollup.models());
    }

    List<Contributor> contributors(Instant at) {
        return spenders.largest(SpendWindow.minute(at), NAMED, Counters.NANO);
    }

    Fact spendFact(Instant at, Limits limits) {
        List<Contributor> top = topModel(at);
        return spend.spendFact(
                at,
                limits,
                top.isEmpty() ? "" : top.get(0).label(),
                top.isEmpty() ? Double.NaN : top.get(0).ratio(),
                contributors(at));
    }

    Fact qualityFact(Instant at, Limits limits) {
        Baseline normal = quality.at(SpendWindow.hour(at), spend.sinceHour(), this::hourlyQuality);
        long scored = spend.lastHour(Counters.SCORED, at);
        double mean = ratio(spend.lastHour(Counters.QUALITY_MICROS, at), scored) / Counters.MICRO;
        return new QualityWindow(
                spend.scope,
                at,
                limits,
                mean,
                normal.value(),
                1 - mean / normal.value(),
                scored,
                topModelName(at),
                normal.basis());
    }

    Fact trafficFact(Instant at, Limits limits, String provider) {
        Baseline normal = refusals.at(SpendWindow.hour(at), spend.sinceHour(), this::hourlyRefusals);
        long requests = spend.lastHour(Counters.REQUESTS, at);
        long errors = spend.lastHour(Counters.ERRORS, at);
        double failed = ratio(errors, requests);
        double before = errorsOfHourBefore(at);
        long refusals = spend.lastHour(Counters.REFUSALS, at);
        double refused = ratio(refusals, requests);
        return new TrafficWindow(
                spend.scope,
                at,
                limits,
                provider,
                requests,
                errors,
                failed,
                failed - before,
                failedNow(at) - before,
                refusals,
                refused,
                normal.times(refused),
                recent(Counters.REQUESTS, at),
                ratio(recent(Counters.TRUNCATED, at), recent(Counters.REQUESTS, at)),
                ratio(recent(Counters.GARBAGE, at), recent(Counters.REQUESTS, at)),
                normal.basis());
    }

    private double failedNow(Instant at) {
        long now = SpendWindow.minute(at);
        long from = now - NOW_MINUTES + 1;
        return ratio(spend.minutes.sum(Counters.ERRORS, from, now), spend.minutes.sum(Counters.REQUESTS, from, now));
    }

    private long recent(int column, Instant at) {
        long now = SpendWindow.minute(at);
        return spend.minutes.sum(column, now - RECENT_MINUTES + 1, now);
    }

    /** The model that costs most, or empty. */
    String topModelName(Instant at) {
        List<Contributor> top = topModel(at);
        return top.isEmpty() ? "" : top.get(0).label();
    }

    private double errorsOfHourBefore(Instant at) {
        long until = SpendWindow.minute(at) - SpendWindow.MINUTES_PER_HOUR;
        long from = until - SpendWindow.MINUTES_PER_HOUR + 1;
        long requests = spend.minutes.sum(Counters.REQUESTS, from, until);
        return requests < MIN_HOURLY_REQUESTS
                ? Double.NaN
                : ratio(spend.minutes.sum(Counters.ERRORS, from, until), requests);
    }

    private List<Contributor> topModel(Instant at) {
        return models.largest(SpendWindow.minute(at), 1, Counters.NANO);
    }

    private double hourlyQuality(long hour) {
        long scored = spend.hours.at(Counters.SCORED, hour);
        return scored < MIN_HOURLY_SCORES
                ? Double.NaN
                : ratio(spend.hours.at(Counters.QUALITY_MICROS, hour), scored) / Counters.MICRO;
    }

    /** Counts half a refusal more than there were, so that an hour without any is small but not nothing. */
    private double hourlyRefusals(long hour) {
        long requests = spend.hours.at(Counters.REQUESTS, hour);
        return requests < MIN_HOURLY_REQUESTS
                ? Double.NaN
                : (spend.hours.at(Counters.REFUSALS, hour) + 0.5) / (requests + 1);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }

    void write(DataOutput out) throws IOException {
        spend.write(out);
        holds.write(out);
        spenders.write(out);
        models.write(out);
        quality.write(out);
        refusals.write(out);
    }

    static WideState read(DataInput in, Scope scope, List<Budget> budgets) throws IOException {
        WideState state = new WideState(
                SpendWindow.read(in, scope, Counters.WIDE, budgets),
                Holds.read(in),
                Shares.read(in, MAX_LABELS),
                Shares.read(in, MAX_LABELS));
        state.quality.read(in);
        state.refusals.read(in);
        return state;
    }
}
