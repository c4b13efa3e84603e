// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import io.tocsin.model.scope.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * How much a scope may spend in a period.
 *
 * @param scope whose budget it is
 * @param period how long it lasts
 * @param nanoUsd billionths of a US dollar, positive
 * @param zone where its days and months begin
 */
public record Budget(Scope scope, Period period, long nanoUsd, ZoneId zone) {

    /** The user that stands for each one who has no budget of their own for a period. */
    public static final String EVERY_USER = "*";

    /** The same for another scope. */
    public Budget of(Scope other) {
        return new Budget(other, period, nanoUsd, zone);
    }

    /**
     * The period a second lies in: from midnight to midnight in the budget's zone, so that a day on which clocks change has
     * 23 or 25 hours.
     */
    public Span spanAt(long epochSecond) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(epochSecond), zone);
        LocalDate first = period == Period.MONTH ? day.withDayOfMonth(1) : day;
        LocalDate next = period == Period.MONTH ? first.plusMonths(1) : first.plusDays(1);
        return new Span(
                first.atStartOfDay(zone).toEpochSecond(),
                next.atStartOfDay(zone).toEpochSecond());
    }

    /**
     * One day or month.
     *
     * @param start its first second, since 1970
     * @param end the first second after it
     */
    public record Span(long start, long end) {

        /** Whether a second lies in it. */
        public boolean has(long epochSecond) {
            return epochSecond >= start && epochSecond < end;
        }
    }

    /** How long a budget lasts. Their order is part of the log: add at the end. */
    public enum Period {
        DAY("day"),
        MONTH("month");

        private final String word;

        Period(String word) {
            this.word = word;
        }

        /** The word used in files and facts. */
        public String word() {
            return word;
        }
    }
}
