// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.expectation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * When somebody usually works.
 *
 * @param whom whose hours
 * @param zone where their clock hangs
 * @param days on which a shift begins
 * @param from when it begins
 * @param to when it ends, not included; earlier than {@code from} for a shift over midnight
 * @param holidays days on which no shift begins
 */
public record WorkingHours(
        Whom whom, ZoneId zone, Set<DayOfWeek> days, LocalTime from, LocalTime to, Set<LocalDate> holidays)
        implements Scoped.Entry {

    /** Copies the sets. */
    public WorkingHours {
        days = Set.copyOf(days);
        holidays = Set.copyOf(holidays);
    }

    /** Whether it is within them. */
    public boolean open(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        LocalTime time = local.toLocalTime();
        LocalDate day = local.toLocalDate();
        if (from.isBefore(to)) {
            return !time.isBefore(from) && time.isBefore(to) && begins(day);
        }
        return !time.isBefore(from) && begins(day) || time.isBefore(to) && begins(day.minusDays(1));
    }

    private boolean begins(LocalDate day) {
        return days.contains(day.getDayOfWeek()) && !holidays.contains(day);
    }

    /** Whole minutes for which it has been outside them, the present one included, at most so many; 0 within them. */
    public int minutesOutside(Instant at, int max) {
        Instant minute = at.truncatedTo(ChronoUnit.MINUTES);
        int outside = 0;
        while (outside < max && !open(minute)) {
            outside++;
            minute = minute.minus(1, ChronoUnit.MINUTES);
        }
        return outside;
    }

    /** The hours as people read them. */
    public String words() {
        return "working hours " + from + " to " + to + " " + zone.getId();
    }
}
