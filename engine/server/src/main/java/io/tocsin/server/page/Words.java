// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as people read them. */
final class Words {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("MMM d, HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SHORT_CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final double WHOLE = 100;

    private Words() {}

    /** A number with no more digits than matter. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "unknown" : "without end";
        }
        if (Math.abs(value) >= WHOLE || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 1 ? "%.1f" : "%.3g", value);
    }

    /** Dollars. */
    static String usd(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= WHOLE ? "$%,.0f" : "$%,.2f", value);
    }

    /** A time of day. */
    static String time(Instant at) {
        return CLOCK.format(at);
    }

    /** A time of day without the day. */
    static String clock(Instant at) {
        return SHORT_CLOCK.format(at);
    }

    /** The word for a constant, such as {@code awaiting approval}. */
    static String plain(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** How long, in one or two units. */
    static String duration(Duration length) {
        long minutes = Math.max(0, length.toMinutes());
        if (minutes < 1) {
            return Math.max(0, length.toSeconds()) + " s";
        }
        if (minutes < 60) {
            return minutes + " min";
        }
        return minutes / 60 + " h " + minutes % 60 + " min";
    }
}
