// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.BudgetUse;
import io.tocsin.model.fact.Contributor;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.admission.Spent;
import io.tocsin.pipeline.budget.PeriodSums;
import io.tocsin.pipeline.threshold.Budget;
import io.tocsin.pipeline.window.Counters;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/** Spend of one scope against one budget, by period. Not thread-safe. */
final class BudgetMeter {
    private static final double SECONDS_PER_HOUR = 3600.0;
    private static final Duration FORECAST_AFTER = Duration.ofDays(3);

    /** Stands for a budget that is gone while what was written of it is read. */
    private static final Budget NOBODYS = new Budget(Scope.tenant("nobody"), Budget.Period.DAY, 1, ZoneOffset.UTC);

    /** Marks a meter that was written with all periods it keeps; without it, one period follows. */
    private static final int ALL_PERIODS = 2;

    private final Budget budget;
    private final PeriodSums sums;

    BudgetMeter(Budget budget) {
        this.budget = budget;
        this.sums = new PeriodSums(budget);
    }

    private boolean monthly() {
        return budget.period() == Budget.Period.MONTH;
    }

    /** Adds spend at an event time. */
    void add(long epochSecond, long nanoUsd) {
        sums.add(epochSecond, nanoUsd);
    }

    /** Whether anything was spent in the period of that time. */
    boolean isSpent(Instant at) {
        return sums.nano(sums.span(at.getEpochSecond()).start()) > 0;
    }

    /** Tells what has changed since the last call. */
    void report(Consumer<Spent> taker) {
        sums.news((start, nano) -> taker.accept(new Spent(budget.scope(), budget.period(), start, nano)));
    }

    BudgetUse fact(Scope scope, Instant at, Limits limits, double usdLastHour, List<Contributor> contributors) {
        long now = at.getEpochSecond();
        Budget.Span span = sums.span(now);
        double limit = budget.nanoUsd() / Counters.NANO;
        double used = sums.nano(span.start()) / Counters.NANO;
        double left = Math.max(0, limit - used);
        double hoursToLimit = left == 0 ? 0 : usdLastHour > 0 ? left / usdLastHour : Double.POSITIVE_INFINITY;
        return new BudgetUse(
                scope,
                at,
                limits,
                budget.period().word(),
                limit,
                used,
                used / limit,
                (span.end() - now) / SECONDS_PER_HOUR,
                hoursToLimit,
                forecastRatio(span, now, used, limit),
                contributors);
    }

    private static double forecastRatio(Budget.Span span, long now, double used, double limit) {
        long elapsed = now - span.start();
        if (elapsed < FORECAST_AFTER.toSeconds()) {
            return Double.NaN;
        }
        return used * (span.end() - span.start()) / elapsed / limit;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(ALL_PERIODS + (monthly() ? 1 : 0));
        sums.write(out);
    }

    /** Reads one meter into the budget of the same period; a budget that is gone is read and dropped. */
    static void read(DataInput in, List<BudgetMeter> meters) throws IOException {
        int mark = in.readByte();
        boolean monthly = mark % ALL_PERIODS == 1;
        for (BudgetMeter meter : meters) {
            if (meter.monthly() == monthly) {
                read(in, mark, meter.sums);
                return;
            }
        }
        read(in, mark, new PeriodSums(NOBODYS));
    }

    private static void read(DataInput in, int mark, PeriodSums sums) throws IOException {
        if (mark >= ALL_PERIODS) {
            sums.read(in);
            return;
        }
        long start = in.readLong();
        in.readLong();
        long used = in.readLong();
        if (start != Long.MIN_VALUE) {
            sums.restore(start, used);
        }
    }
}
