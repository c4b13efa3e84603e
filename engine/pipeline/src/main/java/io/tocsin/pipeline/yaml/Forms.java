// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.yaml;

import io.tocsin.rulebase.Spelling;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Predicate;

/** The usual forms of a value. Numbers may group their digits: {@code 200_000}. */
public final class Forms {
    /** Any text that is not empty. */
    public static final Form<String> TEXT = new Form<>("a text", Function.identity(), "?");

    /** A day. */
    public static final Form<LocalDate> DATE =
            new Form<>("a date such as 2026-08-31", LocalDate::parse, LocalDate.EPOCH);

    /** A moment. */
    public static final Form<Instant> INSTANT =
            new Form<>("a time such as 2026-11-24T00:00:00Z", Instant::parse, Instant.EPOCH);

    /** A span of time. */
    public static final Form<Duration> SPAN =
            new Form<>("a span such as 90s, 15m or 1h30m", Spans::parse, Duration.ZERO);

    /** A time zone. */
    public static final Form<ZoneId> ZONE =
            new Form<>("a time zone such as Europe/Berlin", ZoneId::of, ZoneId.of("UTC"));

    /** A number that is not infinite. */
    public static final Form<Double> NUMBER =
            new Form<>("a number", text -> admitted(Double.parseDouble(digits(text)), Double::isFinite), 0.0);

    private Forms() {}

    /** A whole number in a range, both ends included. */
    public static Form<Long> whole(long min, long max) {
        String range = max == Long.MAX_VALUE ? "of at least " + min : "from " + min + " to " + max;
        return new Form<>(
                "a whole number " + range,
                text -> admitted(Long.parseLong(digits(text)), number -> number >= min && number <= max),
                min);
    }

    /** A share, above 0 and at most 1. */
    public static Form<Double> share() {
        return new Form<>(
                "a share above 0 and at most 1",
                text -> admitted(Double.parseDouble(text), share -> share > 0 && share <= 1),
                1.0);
    }

    /** A span in a range, both ends included; the ends as people write them. */
    public static Form<Duration> span(String min, String max) {
        Duration least = Spans.parse(min);
        Duration most = Spans.parse(max);
        return new Form<>(
                "a span from " + min + " to " + max,
                text -> admitted(Spans.parse(text), span -> span.compareTo(least) >= 0 && span.compareTo(most) <= 0),
                least,
                text -> "write 90s, 15m, 1h30m or 2d");
    }

    /** One of a few words. */
    public static Form<String> word(Collection<String> words) {
        return word(words, Function.identity());
    }

    /** What one of a few words stands for. */
    public static <T> Form<T> word(Collection<String> words, Function<String, T> meaning) {
        return new Form<>(
                "one of " + String.join(", ", words),
                text -> meaning.apply(admitted(text, words::contains)),
                meaning.apply(words.iterator().next()),
                text -> Spelling.nearest(text, words)
                        .map(word -> "did you mean '" + word + "'?")
                        .orElse(""));
    }

    /** The value, if it passes. @throws IllegalArgumentException if it does not */
    public static <T> T admitted(T value, Predicate<? super T> passes) {
        if (!passes.test(value)) {
            throw new IllegalArgumentException("not admitted: " + value);
        }
        return value;
    }

    /** A number without the marks that group its digits. */
    public static String digits(String text) {
        return text.replaceAll("(?<=\\d)_(?=\\d)", "");
    }
}
