// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.page;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.fact.Contributor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What templates may write about an alert: the fields its rule compared, its labels, and a few words every alert has.
 * Not thread-safe.
 */
final class Values {
    static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

    private final Map<String, Double> numbers = new HashMap<>();
    private final Map<String, String> words = new HashMap<>();

    /** Everything known about an alert. */
    static Values of(LiveAlert live) {
        Alert alert = live.alert();
        Values values = new Values();
        values.words.putAll(alert.labels());
        alert.evidence().forEach(e -> values.number(e.field(), e.actual()));
        values.word("scope", alert.scope().label());
        values.word("kind", alert.scope().kind().word());
        values.word("id", alert.scope().id());
        values.word("summary", alert.summary());
        values.word("since", CLOCK.format(startOf(live)));
        values.number("usdSoFar", positive(alert.usdSoFar()));
        values.number("usdPerHour", positive(alert.usdPerHour()));
        alert.contributors().stream().findFirst().ifPresent(values::top);
        values.derive("usd", "normalUsd");
        values.derive("tokens", "normalTokens");
        return values;
    }

    static Instant startOf(LiveAlert live) {
        return Objects.requireNonNullElse(live.firedAt(), live.startsAt());
    }

    private void top(Contributor contributor) {
        word("top", contributor.label());
        number("topRatio", contributor.ratio());
    }

    /** What is normal follows from what is and how many times normal that is. */
    private void derive(String actual, String normal) {
        Double times = numbers.get("timesBaseline");
        Double amount = numbers.get(actual);
        if (times != null && amount != null && times > 0) {
            number(normal, amount / times);
        }
    }

    private static double positive(double number) {
        return number > 0 ? number : Double.NaN;
    }

    private void number(String name, double number) {
        if (Double.isFinite(number)) {
            numbers.put(name, number);
        }
    }

    private void word(String name, String word) {
        if (!word.isBlank()) {
            words.put(name, word);
        }
    }

    boolean knows(String name) {
        return numbers.containsKey(name) || words.containsKey(name);
    }

    String text(String name, NumberStyle style) {
        Double number = numbers.get(name);
        if (number != null) {
            return style.text(number);
        }
        String word = words.get(name);
        if (word == null) {
            throw new MissingValueException(name);
        }
        return word;
    }
}
