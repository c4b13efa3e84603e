// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.function.LongPredicate;

/**
 * At which hours somebody usually works, learnt from when they did: working days are compared with working days, weekends
 * with weekends, an hour with itself and its two neighbours. An hour is usual when there was use on a fifth of the
 * comparable days. Nothing is known of somebody with fewer than five active days, or who keeps no hours: of whose use more
 * than a fifth fell outside usual ones.
 *
 * <p>Looks back at most {@link #DAYS} days, and only at hours that no late signal can change any more: so it is the same
 * after a restart, and need not be written down.
 *
 * @param ratio share of the comparable days with use at this hour, NaN while nothing is known
 * @param days comparable days; 0 while learning, negative for somebody who keeps no hours
 */
record UsualHours(double ratio, int days) {
    /** Days that are looked back. A scope keeps two weeks of hours; the oldest may be half forgotten. */
    static final int DAYS = 13;

    private static final int MIN_ACTIVE_DAYS = 5;
    private static final int HOURS_PER_DAY = 24;
    private static final double USUAL = 0.2;
    private static final double KEPT = 0.8;

    /** The present hour and the one before may still change; the one before those is looked at as a neighbour only. */
    private static final int MOVING_HOURS = 2;

    /** One for all who are learnt still: most users are. */
    static final UsualHours LEARNING = new UsualHours(Double.NaN, 0);

    private static final UsualHours NONE = new UsualHours(Double.NaN, -1);

    /**
     * What was learnt of an hour.
     *
     * @param hour the hour to judge, hours since 1970, UTC
     * @param since the first hour in which anything happened
     * @param used whether anything happened in a past hour
     */
    static UsualHours of(long hour, long since, LongPredicate used) {
        if (since > hour - (MIN_ACTIVE_DAYS - 1L) * HOURS_PER_DAY) {
            return LEARNING;
        }
        History history = new History(hour, used);
        if (history.activeDays < MIN_ACTIVE_DAYS) {
            return LEARNING;
        }
        int kind = kind(hour);
        int hourOfDay = hourOfDay(hour);
        return history.kept() < KEPT
                ? NONE
                : new UsualHours(history.ratio(kind, hourOfDay), history.days[kind][hourOfDay]);
    }

    /** What it was learnt from, or why nothing is known. */
    String basis() {
        if (days == 0) {
            return "learning: fewer than " + MIN_ACTIVE_DAYS + " active days in " + DAYS;
        }
        return days < 0 ? "no regular hours in " + DAYS + " days" : "hours of use on " + days + " comparable days";
    }

    /** Whether use at this hour is not usual; false while nothing is known. */
    boolean unusual() {
        return ratio < USUAL;
    }

    private static int kind(long hour) {
        DayOfWeek day =
                LocalDate.ofEpochDay(Math.floorDiv(hour, (long) HOURS_PER_DAY)).getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY ? 1 : 0;
    }

    private static int hourOfDay(long hour) {
        return (int) Math.floorMod(hour, (long) HOURS_PER_DAY);
    }

    /** On how many days of each kind there was use at or beside each hour of the day. */
    private static final class History {
        private final int[][] days = new int[2][HOURS_PER_DAY];
        private final int[][] near = new int[2][HOURS_PER_DAY];
        private final int[][] exactly = new int[2][HOURS_PER_DAY];
        private int activeDays;

        private History(long hour, LongPredicate used) {
            for (int day = 1; day <= DAYS; day++) {
                boolean active = false;
                long until = hour - (day - 1L) * HOURS_PER_DAY - MOVING_HOURS;
                for (long at = until - HOURS_PER_DAY; at < until; at++) {
                    active |= count(at, used);
                }
                activeDays += active ? 1 : 0;
            }
        }

        private boolean count(long at, LongPredicate used) {
            boolean active = used.test(at);
            int kind = kind(at);
            int hour = hourOfDay(at);
            days[kind][hour]++;
            exactly[kind][hour] += active ? 1 : 0;
            near[kind][hour] += active || used.test(at - 1) || used.test(at + 1) ? 1 : 0;
            return active;
        }

        private double ratio(int kind, int hour) {
            return days[kind][hour] == 0 ? Double.NaN : (double) near[kind][hour] / days[kind][hour];
        }

        /** Share of all use that fell in usual hours, used on more than one day. */
        private double kept() {
            int all = 0;
            int usual = 0;
            for (int kind = 0; kind < days.length; kind++) {
                for (int hour = 0; hour < HOURS_PER_DAY; hour++) {
                    all += exactly[kind][hour];
                    boolean often = near[kind][hour] > 1 && ratio(kind, hour) >= USUAL;
                    usual += often ? exactly[kind][hour] : 0;
                }
            }
            return all == 0 ? 0 : (double) usual / all;
        }
    }
}
