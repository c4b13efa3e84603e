// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.Contributor;
import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.HourlySpend;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.threshold.Budget;
import io.tocsin.pipeline.window.Baseline;
import io.tocsin.pipeline.window.Buckets;
import io.tocsin.pipeline.window.Counters;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Money of one scope: the last hour by the minute, two weeks by the hour, what is normal, and its budgets. The part that
 * users and wide scopes share. Not thread-safe.
 */
final class SpendWindow {
    static final int SECONDS_PER_MINUTE = 60;
    static final int MINUTES_PER_HOUR = 60;
    private static final int RATE_MINUTES = 5;
    private static final int OBSERVE_SECONDS = 10;

    final Scope scope;
    final Buckets minutes;
    final Buckets hours;
    final List<BudgetMeter> budgets = new ArrayList<>(0);

    @Nullable Instant watchedUntil;

    private final HourlyBaseline usdBaseline;

    SpendWindow(Scope scope, int columns, List<Budget> ofScope) {
        this(scope, new HourlyBaseline(), new Buckets(columns), new Buckets(columns), ofScope);
    }

    private SpendWindow(Scope scope, HourlyBaseline usdBaseline, Buckets minutes, Buckets hours, List<Budget> ofScope) {
        this.scope = scope;
        this.usdBaseline = usdBaseline;
        this.minutes = minutes;
        this.hours = hours;
        ofScope.forEach(budget -> budgets.add(new BudgetMeter(budget)));
    }

    /** Adds counts to a minute of event time. */
    void add(long minute, long[] counts) {
        minutes.add(minute, counts);
        hours.add(minute / MINUTES_PER_HOUR, counts);
        spend(minute, counts[Counters.NANO_USD]);
    }

    /** Adds counts by minute of event time. */
    void add(Buckets counts) {
        minutes.addAll(counts, 1);
        hours.addAll(counts, MINUTES_PER_HOUR);
        counts.forEach(Counters.NANO_USD, this::spend);
    }

    private void spend(long minute, long nanoUsd) {
        for (BudgetMeter meter : budgets) {
            meter.add(minute * SECONDS_PER_MINUTE, nanoUsd);
        }
    }

    /** Sum of a column over the last 60 minutes. */
    long lastHour(int column, Instant at) {
        long now = minute(at);
        return minutes.sum(column, now - MINUTES_PER_HOUR + 1, now);
    }

    /** Calls of the last 5 minutes. */
    long recentRequests(Instant at) {
        long now = minute(at);
        return minutes.sum(Counters.REQUESTS, now - RATE_MINUTES + 1, now);
    }

    /** Spend of the last 5 minutes as a rate, US dollars per hour. */
    double usdPerHourNow(Instant at) {
        long now = minute(at);
        double usd = minutes.sum(Counters.NANO_USD, now - RATE_MINUTES + 1, now) / Counters.NANO;
        long seconds = (RATE_MINUTES - 1) * SECONDS_PER_MINUTE
                + Math.floorMod(at.getEpochSecond(), (long) SECONDS_PER_MINUTE)
                + 1;
        return usd * MINUTES_PER_HOUR * SECONDS_PER_MINUTE / seconds;
    }

    /** While a tenant listens, says every ten seconds how the scope fares; answers whether anybody listens. */
    boolean observed(Instant at, Output output) {
        if (watchedUntil == null) {
            return false;
        }
        if (at.isAfter(watchedUntil)) {
            watchedUntil = null;
            return false;
        }
        if (at.getEpochSecond() % OBSERVE_SECONDS == 0) {
            output.emit(new LogEntry.Observed(scope, usdPerHourNow(at), recentRequests(at)));
        }
        return true;
    }

    /** The first hour anything is known of. */
    long sinceHour() {
        return hours.first();
    }

    /** Normal spend of one hour. */
    Baseline usdBaseline(Instant at) {
        long hour = hour(at);
        if (usdBaseline.isDue(hour)) {
            forget(at);
        }
        return usdBaseline.at(hour, sinceHour(), past -> hours.at(Counters.NANO_USD, past) / Counters.NANO);
    }

    Fact spendFact(Instant at, Limits limits, String topModel, double topModelRatio, List<Contributor> contributors) {
        Baseline baseline = usdBaseline(at);
        double usd = lastHour(Counters.NANO_USD, at) / Counters.NANO;
        long history = sinceHour() == Long.MAX_VALUE ? 0 : hour(at) - sinceHour();
        return new HourlySpend(
                scope,
                at,
                limits,
                usd,
                usdPerHourNow(at),
                baseline.value(),
                baseline.times(usd),
                Math.max(0, history),
                lastHour(Counters.REQUESTS, at),
                topModel,
                topModelRatio,
                contributors,
                baseline.basis());
    }

    private void forget(Instant at) {
        minutes.dropBefore(minute(at) - 2L * MINUTES_PER_HOUR);
        hours.dropBefore(hour(at) - Baseline.MAX_HOURS);
    }

    static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), (long) SECONDS_PER_MINUTE);
    }

    static long hour(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), (long) SECONDS_PER_MINUTE * MINUTES_PER_HOUR);
    }

    void write(DataOutput out) throws IOException {
        Written.time(out, watchedUntil);
        usdBaseline.write(out);
        minutes.write(out);
        hours.write(out);
        out.writeInt(budgets.size());
        for (BudgetMeter meter : budgets) {
            meter.write(out);
        }
    }

    static SpendWindow read(DataInput in, Scope scope, int columns, List<Budget> ofScope) throws IOException {
        Instant watchedUntil = Written.time(in);
        HourlyBaseline usdBaseline = new HourlyBaseline();
        usdBaseline.read(in);
        SpendWindow window =
                new SpendWindow(scope, usdBaseline, Buckets.read(in, columns), Buckets.read(in, columns), ofScope);
        for (int left = in.readInt(); left > 0; left--) {
            BudgetMeter.read(in, window.budgets);
        }
        window.watchedUntil = watchedUntil;
        return window;
    }
}
