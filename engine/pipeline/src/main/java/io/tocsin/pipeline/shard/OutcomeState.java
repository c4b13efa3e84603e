// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.fact.OutcomeWindow;
import io.tocsin.pipeline.window.Baseline;
import io.tocsin.pipeline.window.Buckets;
import io.tocsin.pipeline.window.Counters;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;

/** One kind of outcome of one scope: how many and what they brought, two weeks by the hour of log time. Not thread-safe. */
final class OutcomeState {
    private static final int COUNT = 0;
    private static final int REVENUE_NANO = 1;
    private static final int WIDTH = 2;
    private static final int DAY = 24;
    private static final int MIN_DAYS = 3;
    private static final int MIN_OUTCOMES = 5;

    private final Buckets hours;

    OutcomeState() {
        this(new Buckets(WIDTH));
    }

    private OutcomeState(Buckets hours) {
        this.hours = hours;
    }

    void add(long hour, long count, long revenueNano) {
        hours.add(hour, new long[] {count, revenueNano});
        hours.dropBefore(hour - Baseline.MAX_HOURS - DAY);
    }

    /**
     * The fact of the last 24 hours.
     *
     * @param spend the scope's money
     */
    Fact fact(String kind, SpendWindow spend, Instant at, Limits limits) {
        long hour = SpendWindow.hour(at);
        long outcomes = sum(COUNT, hour);
        double usd = usd(spend, hour);
        double each = each(spend, hour, 1);
        double revenue = sum(REVENUE_NANO, hour) / Counters.NANO;
        Usual usual = usual(spend, hour);
        return new OutcomeWindow(
                spend.scope,
                at,
                limits,
                kind,
                outcomes,
                usd,
                each,
                usual.usd,
                each / usual.usd,
                revenue,
                usd > 0 && revenue > 0 ? (revenue - usd) / usd : Double.NaN,
                usual.basis);
    }

    private long sum(int column, long hour) {
        return hours.sum(column, hour - DAY + 1, hour);
    }

    private static double usd(SpendWindow spend, long hour) {
        return spend.hours.sum(Counters.NANO_USD, hour - DAY + 1, hour) / Counters.NANO;
    }

    /** Cost of one outcome in the 24 hours up to an hour, NaN with too few outcomes. */
    private double each(SpendWindow spend, long hour, int min) {
        long outcomes = sum(COUNT, hour);
        return outcomes < min ? Double.NaN : usd(spend, hour) / outcomes;
    }

    /** The median of the days before the last 24 hours. */
    private Usual usual(SpendWindow spend, long hour) {
        double[] days = new double[Baseline.MAX_HOURS / DAY - 1];
        int known = 0;
        for (int day = 1; day <= days.length; day++) {
            double each = each(spend, hour - (long) day * DAY, MIN_OUTCOMES);
            if (each > 0) {
                days[known++] = each;
            }
        }
        if (known < MIN_DAYS) {
            return new Usual(
                    Double.NaN, "learning: " + known + " of " + MIN_DAYS + " days with " + MIN_OUTCOMES + " outcomes");
        }
        double[] sorted = Arrays.copyOf(days, known);
        Arrays.sort(sorted);
        double median = known % 2 == 1 ? sorted[known / 2] : (sorted[known / 2 - 1] + sorted[known / 2]) / 2;
        return new Usual(median, "median of " + known + " days before");
    }

    private record Usual(double usd, String basis) {}

    void write(DataOutput out) throws IOException {
        hours.write(out);
    }

    static OutcomeState read(DataInput in) throws IOException {
        return new OutcomeState(Buckets.read(in, WIDTH));
    }
}
