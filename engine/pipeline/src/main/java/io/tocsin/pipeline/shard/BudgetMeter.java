// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.BudgetUse;
import io.tocsin.model.fact.Contributor;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.threshold.Budget;
import io.tocsin.pipeline.window.Counters;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;

/** Spend of one scope against one budget in its current period, exact to the nano-dollar. Not thread-safe. */
final class BudgetMeter {
    private static final double SECONDS_PER_HOUR = 3600.0;
    private static final Duration FORECAST_AFTER = Duration.ofDays(3);

    private final Budget budget;
    private long periodStart = Long.MIN_VALUE;
    private long periodEnd = Long.MIN_VALUE;
    private long usedNano;

    BudgetMeter(Budget budget) {
        this.budget = budget;
    }

    private boolean monthly() {
        return budget.period() == Budget.Period.MONTH;
    }

    /** Adds spend at an event time; spend of a period that is over is not counted. */
    void add(long epochSecond, long nanoUsd) {
        turn(epochSecond);
        if (epochSecond >= periodStart) {
            usedNano += nanoUsd;
        }
    }

    private void turn(long epochSecond) {
        if (epochSecond < periodEnd) {
            return;
        }
        ZonedDateTime time = Instant.ofEpochSecond(epochSecond).atZone(budget.zone());
        LocalDate first = monthly() ? time.toLocalDate().withDayOfMonth(1) : time.toLocalDate();
        LocalDate next = monthly() ? first.plusMonths(1) : first.plusDays(1);
        periodStart = first.atStartOfDay(budget.zone()).toEpochSecond();
        periodEnd = next.atStartOfDay(budget.zone()).toEpochSecond();
        usedNano = 0;
    }

    BudgetUse fact(Scope scope, Instant at, Limits limits, double usdLastHour, List<Contributor> contributors) {
        long now = at.getEpochSecond();
        turn(now);
        double limit = budget.nanoUsd() / Counters.NANO;
        double used = usedNano / Counters.NANO;
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
                (periodEnd - now) / SECONDS_PER_HOUR,
                hoursToLimit,
                forecastRatio(now, used, limit),
                contributors);
    }

    private double forecastRatio(long now, double used, double limit) {
        long elapsed = now - periodStart;
        if (elapsed < FORECAST_AFTER.toSeconds()) {
            return Double.NaN;
        }
        return used * (periodEnd - periodStart) / elapsed / limit;
    }

    void write(DataOutput out) throws IOException {
        out.writeBoolean(monthly());
        out.writeLong(periodStart);
        out.writeLong(periodEnd);
        out.writeLong(usedNano);
    }

    /** Reads one meter into the budget of the same period; a budget that is gone is read and dropped. */
    static void read(DataInput in, List<BudgetMeter> meters) throws IOException {
        boolean monthly = in.readBoolean();
        long start = in.readLong();
        long end = in.readLong();
        long used = in.readLong();
        for (BudgetMeter meter : meters) {
            if (meter.monthly() == monthly) {
                meter.periodStart = start;
                meter.periodEnd = end;
                meter.usedNano = used;
            }
        }
    }
}
