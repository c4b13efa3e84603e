// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** How busy something is over the day and the week, as a share of its usual peak. */
enum Shape {
    /** People at their desks: two humps, little at night, almost nothing at weekends, and Monday mornings busy. */
    OFFICE {
        @Override
        double share(ZonedDateTime at) {
            double hour = at.getHour() + at.getMinute() / 60.0;
            double day = Math.max(hump(hour, 10.5, 2.0), 0.9 * hump(hour, 15.0, 2.2));
            boolean monday = at.getDayOfWeek() == DayOfWeek.MONDAY && hour >= 8 && hour < 11;
            return (weekend(at) ? 0.04 : 1) * (monday ? MONDAY : 1) * Math.max(0.01, day);
        }
    },
    /** Customers: awake from morning to late evening, weekends nearly as busy. */
    CUSTOMERS {
        @Override
        double share(ZonedDateTime at) {
            double hour = at.getHour() + at.getMinute() / 60.0;
            double day = Math.max(0.8 * hump(hour, 11.0, 3.5), hump(hour, 20.0, 2.8));
            return (weekend(at) ? 0.8 : 1) * Math.max(0.08, day);
        }
    },
    /** A job in the small hours of working days. */
    NIGHTLY {
        @Override
        double share(ZonedDateTime at) {
            boolean runs = at.getHour() == 1 || (at.getHour() == 2 && at.getMinute() < 30);
            return weekend(at) || !runs ? 0 : 1;
        }
    };

    private static final double MONDAY = 1.5;

    /** Share of the peak at a local time. */
    abstract double share(ZonedDateTime at);

    private static double hump(double hour, double centre, double width) {
        double apart = Math.min(Math.abs(hour - centre), 24 - Math.abs(hour - centre));
        return Math.exp(-apart * apart / (2 * width * width));
    }

    private static boolean weekend(ZonedDateTime at) {
        return at.getDayOfWeek() == DayOfWeek.SATURDAY || at.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /** Where offices of Europe are. */
    static final ZoneId EUROPE = ZoneId.of("Europe/Berlin");

    /** Where offices of America are. */
    static final ZoneId AMERICA = ZoneId.of("America/New_York");
}
