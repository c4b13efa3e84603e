// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.LongToDoubleFunction;

/**
 * What is normal: the median of past hours, which a few wild hours do not move.
 *
 * <p>With five days of history it compares with the same hour of the day and its neighbours; before that with every past
 * hour in which something happened, or with those at this time of day where these were busier and there are three of them, so
 * that a first busy morning is not held against quiet nights. With less than the minimum it is cold and says so: nothing is judged against it.
 *
 * @param value the median, NaN while cold
 * @param deviation median absolute deviation, NaN while cold
 * @param samples hours it was computed from
 * @param basis how it was computed, in words for people
 */
public record Baseline(double value, double deviation, int samples, String basis) {
    /** Hours of history before anything is judged; the reference asks for 24. */
    public static final int MIN_HOURS = 24;

    /** Hours that are looked back, two weeks. */
    public static final int MAX_HOURS = 336;

    private static final int MIN_SAMPLES = 6;

    /** Fewer hours at this time of day do not go before all others: one of them may have been wild. */
    private static final int MIN_NEAR = 3;

    private static final int DAY = 24;
    private static final int SEASONAL_HOURS = 5 * DAY;

    /** What a scope begins with; one for all, because most scopes are young. */
    private static final Baseline[] LEARNING = new Baseline[MIN_HOURS];

    static {
        for (int history = 0; history < MIN_HOURS; history++) {
            LEARNING[history] = cold("learning: " + history + " of " + MIN_HOURS + " hours of history");
        }
    }

    /** The baseline of a scope of which nothing is known. */
    public static Baseline none() {
        return LEARNING[0];
    }

    /**
     * The baseline for an hour.
     *
     * @param hour the hour to judge, hours since 1970; it is not part of the history itself
     * @param since the first hour of the scope's life
     * @param valueOf value of a past hour, NaN or 0 where nothing happened
     */
    public static Baseline of(long hour, long since, LongToDoubleFunction valueOf) {
        long from = Math.max(since, hour - MAX_HOURS);
        long history = since > hour ? 0 : hour - from;
        if (history < MIN_HOURS) {
            return LEARNING[(int) history];
        }
        boolean seasonal = history >= SEASONAL_HOURS;
        double[] near = active(from, hour, true, valueOf);
        double[] active = seasonal ? near : active(from, hour, false, valueOf);
        if (active.length < MIN_SAMPLES) {
            return cold("learning: " + active.length + " of " + MIN_SAMPLES + " active hours");
        }
        if (!seasonal && near.length >= MIN_NEAR && median(near) > median(active)) {
            return of(near, " active hours at this time of day, of the first days");
        }
        return of(active, seasonal ? " active hours at this time of day" : " active hours");
    }

    private static Baseline of(double[] hours, String which) {
        double median = median(hours);
        return new Baseline(median, deviation(hours, median), hours.length, "median of " + hours.length + which);
    }

    /** Values of the hours in which something happened, all of them or those near an hour of the day. */
    private static double[] active(long from, long hour, boolean near, LongToDoubleFunction valueOf) {
        double[] values = new double[(int) (hour - from)];
        int count = 0;
        for (long past = from; past < hour; past++) {
            double value = !near || nearHourOfDay(past, hour) ? valueOf.applyAsDouble(past) : 0;
            if (value > 0) {
                values[count++] = value;
            }
        }
        return Arrays.copyOf(values, count);
    }

    /** Whether nothing is judged yet. */
    public boolean isCold() {
        return Double.isNaN(value);
    }

    /** A value over the baseline, NaN while cold. */
    public double times(double actual) {
        return actual / value;
    }

    /** Writes itself down; what a young scope has takes one byte. */
    public void write(DataOutput out) throws IOException {
        int learning = Arrays.asList(LEARNING).indexOf(this);
        out.writeByte(learning);
        if (learning < 0) {
            out.writeDouble(value);
            out.writeDouble(deviation);
            out.writeInt(samples);
            out.writeUTF(basis);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Baseline read(DataInput in) throws IOException {
        int learning = in.readByte();
        return learning < 0
                ? new Baseline(in.readDouble(), in.readDouble(), in.readInt(), in.readUTF())
                : LEARNING[learning];
    }

    private static Baseline cold(String why) {
        return new Baseline(Double.NaN, Double.NaN, 0, why);
    }

    private static boolean nearHourOfDay(long past, long hour) {
        long apart = Math.floorMod(hour - past, (long) DAY);
        return apart <= 1 || apart == DAY - 1;
    }

    private static double deviation(double[] values, double median) {
        double[] apart = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            apart[i] = Math.abs(values[i] - median);
        }
        return median(apart);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
