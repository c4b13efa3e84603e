// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.wire;

import io.tocsin.pipeline.signal.Rfc3339;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times as tools write them: RFC 3339, the same without a zone (meant as UTC), or numbers since 1970. */
public final class Times {
    private static final Instant EARLIEST = Instant.parse("2015-01-01T00:00:00Z");
    private static final double MOST_SECONDS = 1e11;
    private static final double MOST_MILLIS = 1e14;
    private static final double MOST_MICROS = 1e17;
    private static final double MOST_NANOS = 1e20;
    private static final long AHEAD_SECONDS = 300;
    private static final int LONGEST = 64;

    private Times() {}

    /** The time, or null when the value is not one. */
    public static @Nullable Instant read(Node value) {
        if (value.json().isNumber()) {
            return sinceEpoch(value);
        }
        String text = value.isText() ? value.text() : null;
        if (text == null || text.length() > LONGEST) {
            return null;
        }
        Instant parsed = parse(text.strip());
        return parsed != null ? parsed : sinceEpoch(value);
    }

    /** The time if it can be that of something just seen, not before 2015 and not in the future; else null. */
    public static @Nullable Instant plausible(@Nullable Instant time, Instant receivedAt) {
        boolean possible =
                time != null && !time.isBefore(EARLIEST) && !time.isAfter(receivedAt.plusSeconds(AHEAD_SECONDS));
        return possible ? time : null;
    }

    private static @Nullable Instant parse(String text) {
        Instant exact = Rfc3339.parse(text);
        if (exact != null) {
            return exact;
        }
        Instant withoutZone = Rfc3339.parse(text + "Z");
        if (withoutZone != null) {
            return withoutZone;
        }
        int minutes = text.length() - 2;
        boolean compactOffset = minutes > 3 && "+-".indexOf(text.charAt(minutes - 3)) >= 0;
        return compactOffset ? Rfc3339.parse(text.substring(0, minutes) + ":" + text.substring(minutes)) : null;
    }

    /** Seconds, milliseconds, microseconds or nanoseconds: told apart by size, unambiguous from 1973 to 5138. */
    private static @Nullable Instant sinceEpoch(Node value) {
        double number = value.number();
        if (Double.isNaN(number) || number < 0 || number > MOST_NANOS) {
            return null;
        }
        if (number < MOST_SECONDS) {
            return Instant.ofEpochSecond((long) number, Math.round((number - Math.floor(number)) * 1e6) * 1000);
        }
        Long whole = value.count();
        if (whole == null) {
            return null;
        }
        if (number < MOST_MILLIS) {
            return Instant.ofEpochMilli(whole);
        }
        long perSecond = number < MOST_MICROS ? 1_000_000 : 1_000_000_000;
        return Instant.ofEpochSecond(whole / perSecond, whole % perSecond * (1_000_000_000 / perSecond));
    }
}
