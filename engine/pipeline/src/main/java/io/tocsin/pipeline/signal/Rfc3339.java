// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Dates and times as RFC 3339 text. Reads and writes several times faster than {@link Instant} does, same results. */
public final class Rfc3339 {
    private static final long SECONDS_PER_DAY = 86_400;
    private static final long FIRST_YEAR = -62_167_219_200L;
    private static final long AFTER_LAST_YEAR = 253_402_300_800L;
    private static final int SHORTEST = "2026-01-01T00:00:00Z".length();
    private static final int NANO_DIGITS = 9;

    private Rfc3339() {}

    /** The instant, or null when the text is not a date and time with an offset. */
    public static @Nullable Instant parse(String text) {
        if (text.length() < SHORTEST) {
            return null;
        }
        if (text.charAt(0) == '+' || text.charAt(0) == '-') {
            return far(text);
        }
        if (!separated(text)) {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 2);
        int day = digits(text, 8, 2);
        int hour = digits(text, 11, 2);
        int minute = digits(text, 14, 2);
        int second = digits(text, 17, 2);
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > length(year, month)) {
            return null;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return null;
        }
        long local = epochDay(year, month, day) * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second;
        return withFraction(text, local);
    }

    private static boolean separated(String text) {
        char t = text.charAt(10);
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (t == 'T' || t == 't' || t == ' ')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static @Nullable Instant withFraction(String text, long localSeconds) {
        int end = 19;
        int nanos = 0;
        if (text.charAt(end) == '.') {
            int from = ++end;
            int scale = 100_000_000;
            while (end < text.length() && digit(text.charAt(end))) {
                nanos += (text.charAt(end) - '0') * scale;
                scale /= 10;
                end++;
            }
            if (end == from || end - from > NANO_DIGITS) {
                return null;
            }
        }
        int offset = offsetSeconds(text, end);
        return offset == Integer.MIN_VALUE ? null : Instant.ofEpochSecond(localSeconds - offset, nanos);
    }

    private static int offsetSeconds(String text, int from) {
        int left = text.length() - from;
        if (left == 1 && (text.charAt(from) == 'Z' || text.charAt(from) == 'z')) {
            return 0;
        }
        if (left != 6 || text.charAt(from + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        char sign = text.charAt(from);
        int hours = digits(text, from + 1, 2);
        int minutes = digits(text, from + 4, 2);
        if ((sign != '+' && sign != '-') || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return sign == '+' ? seconds : -seconds;
    }

    /** A year of more than four digits, as {@link Instant#toString} writes it. */
    private static @Nullable Instant far(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException wrong) {
            return null;
        }
    }

    /** The same text as {@link Instant#toString}. */
    public static String format(Instant instant) {
        long seconds = instant.getEpochSecond();
        if (seconds < FIRST_YEAR || seconds >= AFTER_LAST_YEAR) {
            return instant.toString();
        }
        byte[] text = new byte[30];
        date(text, Math.floorDiv(seconds, SECONDS_PER_DAY));
        int ofDay = (int) Math.floorMod(seconds, SECONDS_PER_DAY);
        text[10] = 'T';
        put(text, 11, ofDay / 3600, 2);
        text[13] = ':';
        put(text, 14, ofDay / 60 % 60, 2);
        text[16] = ':';
        put(text, 17, ofDay % 60, 2);
        int end = fraction(text, instant.getNano());
        text[end] = 'Z';
        return new String(text, 0, end + 1, StandardCharsets.ISO_8859_1);
    }

    private static int fraction(byte[] text, int nanos) {
        if (nanos == 0) {
            return 19;
        }
        text[19] = '.';
        if (nanos % 1_000_000 == 0) {
            put(text, 20, nanos / 1_000_000, 3);
            return 23;
        }
        if (nanos % 1_000 == 0) {
            put(text, 20, nanos / 1_000, 6);
            return 26;
        }
        put(text, 20, nanos, NANO_DIGITS);
        return 29;
    }

    /** Civil date of a day since 1970, by the algorithm of H. Hinnant, "chrono-compatible low-level date algorithms". */
    private static void date(byte[] text, long epochDay) {
        long shifted = epochDay + 719_468;
        long era = Math.floorDiv(shifted, 146_097);
        int ofEra = (int) Math.floorMod(shifted, 146_097);
        int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * ofYear + 2) / 153;
        int day = ofYear - (153 * shiftedMonth + 2) / 5 + 1;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        put(text, 0, (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0), 4);
        text[4] = '-';
        put(text, 5, month, 2);
        text[7] = '-';
        put(text, 8, day, 2);
    }

    private static long epochDay(int year, int month, int day) {
        int shiftedYear = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shiftedYear, 400);
        int yearOfEra = shiftedYear - era * 400;
        int ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int ofEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear;
        return era * 146_097L + ofEra - 719_468;
    }

    private static int length(int year, int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private static void put(byte[] text, int from, int value, int digits) {
        int left = value;
        for (int i = from + digits - 1; i >= from; i--) {
            text[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }

    private static int digits(String text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            char c = text.charAt(i);
            if (!digit(c)) {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
