// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.guard;

import java.time.Duration;
import java.time.Instant;

/** Spans of time as people read them. */
final class Spans {
    private static final long SECONDS_UNTIL_MINUTES = 120;
    private static final long MINUTES_UNTIL_HOURS = 120;

    private Spans() {}

    /** How long ago a moment was, such as {@code 4 min ago}; {@code just now} for a moment that is unknown or to come. */
    static String ago(Instant moment, Instant now) {
        return moment.isBefore(now) ? words(Duration.between(moment, now)) + " ago" : "just now";
    }

    /** A span such as {@code 90 s}, {@code 15 min} or {@code 24 h}, rounded down. */
    static String words(Duration span) {
        if (span.toSeconds() < SECONDS_UNTIL_MINUTES && span.toSecondsPart() != 0) {
            return span.toSeconds() + " s";
        }
        if (span.toMinutes() < MINUTES_UNTIL_HOURS || (span.toMinutesPart() != 0 && span.toHours() < 24)) {
            return span.toMinutes() + " min";
        }
        return span.toHours() + " h";
    }
}
