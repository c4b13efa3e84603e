// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.pipeline.window.Buckets;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * How long one source is usually silent, by the time of the week: the longest silence it had reached in each of the hours of
 * two weeks, UTC. Working days are compared with working days, weekends with weekends, an hour with itself. Of the comparable
 * hours a fifth may have been longer than what counts as usual, so that an outage or a holiday does not make deaf; but what it
 * does at this hour of every week is usual, such as to be silent on Mondays until people come. Not thread-safe.
 */
final class SourcePauses {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int DAY = 24;
    private static final int WEEK = 7 * DAY;
    private static final int HOURS = 2 * WEEK;
    private static final double USUAL = 0.8;
    private static final double MILLIS = 1000.0;

    /** Comparable hours before they are believed: those of three working days, or of one weekend and a day. */
    private static final int MIN_HOURS = 3;

    private final Buckets reached = new Buckets(1);
    private long judgedHour = Long.MIN_VALUE;
    private double usualSeconds = Double.NaN;
    private boolean sure;

    /** It was silent from one moment to another, milliseconds since 1970. */
    void paused(long from, long to) {
        long last = Math.floorDiv(to, HOUR_MILLIS);
        for (long hour = Math.max(Math.floorDiv(from, HOUR_MILLIS), last - HOURS); hour <= last; hour++) {
            long silence = Math.min(to, (hour + 1) * HOUR_MILLIS) - from;
            reached.add(hour, new long[] {Math.max(0, silence - reached.at(0, hour))});
        }
        reached.dropBefore(last - HOURS);
    }

    /**
     * The longest silence that is usual at an hour, seconds. With less than three hours like it, it is at least what is usual at
     * any time; with three days of history but none like this one, the longest there was: a first weekend is not held against a
     * first week.
     *
     * @param anyTime the longest pause that is usual at any time, seconds
     */
    double usualSeconds(long millis, double anyTime) {
        long hour = Math.floorDiv(millis, HOUR_MILLIS);
        if (hour != judgedHour) {
            judgedHour = hour;
            usualSeconds = usual(hour) / MILLIS;
        }
        return sure ? usualSeconds : Math.max(anyTime, usualSeconds);
    }

    private double usual(long hour) {
        long[] comparable = new long[HOURS / DAY];
        int count = 0;
        for (long past = hour - DAY; past >= hour - HOURS; past -= DAY) {
            long silence = reached.at(0, past);
            if (silence > 0 && weekend(past) == weekend(hour)) {
                comparable[count++] = silence;
            }
        }
        sure = count >= MIN_HOURS;
        if (count == 0) {
            return reached.first() > hour - (long) MIN_HOURS * DAY ? 0 : longest(hour);
        }
        Arrays.sort(comparable, 0, count);
        return Math.max(comparable[(int) Math.ceil(USUAL * count) - 1], everyWeek(hour));
    }

    /** The shorter of what it was at this hour of the last two weeks, as far as that is known. */
    private long everyWeek(long hour) {
        long last = reached.at(0, hour - WEEK);
        long before = reached.at(0, hour - 2L * WEEK);
        return last > 0 && before > 0 ? Math.min(last, before) : Math.max(last, before);
    }

    private long longest(long hour) {
        long[] longest = {0};
        reached.forEach(0, (past, silence) -> longest[0] = past < hour ? Math.max(longest[0], silence) : longest[0]);
        return longest[0];
    }

    private static boolean weekend(long hour) {
        DayOfWeek day = LocalDate.ofEpochDay(Math.floorDiv(hour, (long) DAY)).getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }

    /** Writes itself down, with what is usual this hour: a pause that ends now may change the hours of yesterday. */
    void write(DataOutput out) throws IOException {
        reached.write(out);
        out.writeLong(judgedHour);
        out.writeDouble(usualSeconds);
        out.writeBoolean(sure);
    }

    /** Takes over what {@link #write} wrote. */
    void read(DataInput in) throws IOException {
        reached.addAll(Buckets.read(in, 1), 1);
        judgedHour = in.readLong();
        usualSeconds = in.readDouble();
        sure = in.readBoolean();
    }
}
