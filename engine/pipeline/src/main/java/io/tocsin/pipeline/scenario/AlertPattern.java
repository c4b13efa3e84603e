// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.scenario;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.scope.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What an alert must look like: the words that are given must be its own, or match where they stand between slashes; a
 * dash stands for none. What is not given is not judged. Immutable.
 *
 * @param rule the rule; empty for any
 * @param about whom it is about; empty for anybody
 * @param words property of the alert, such as {@code severity}, to what it must be
 * @param labels label to what it must be
 */
record AlertPattern(String rule, Optional<Scope> about, Map<String, String> words, Map<String, String> labels) {
    /** Any alert. */
    static final AlertPattern ANY = new AlertPattern("", Optional.empty(), Map.of(), Map.of());

    /** The properties that can be judged, and how each reads. */
    static final Map<String, Function<Alert, String>> PROPERTIES = properties();

    private static final String NONE = "-";

    AlertPattern {
        words = Map.copyOf(words);
        labels = Map.copyOf(labels);
    }

    private static Map<String, Function<Alert, String>> properties() {
        Map<String, Function<Alert, String>> properties = new TreeMap<>();
        properties.put("severity", alert -> alert.severity().word());
        properties.put(
                "class",
                alert -> alert.alertClass().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        properties.put("summary", Alert::summary);
        properties.put("facet", alert -> orNone(alert.facet()));
        properties.put("runbook", alert -> alert.runbook() == null ? NONE : alert.runbook());
        properties.put("safe", alert -> Boolean.toString(alert.automationSafe()));
        properties.put("escalate", alert -> Boolean.toString(alert.escalationRequired()));
        properties.put("usd", alert -> plain(alert.usdSoFar()));
        properties.put("usd-per-hour", alert -> plain(alert.usdPerHour()));
        return properties;
    }

    /** Whether a word can be judged: a pattern between slashes must be one. */
    static boolean sound(String expected) {
        try {
            regex(expected);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** Whether an alert is one of those meant, whatever it looks like. */
    boolean means(Alert alert) {
        return (rule.isEmpty() || rule.equals(alert.rule()))
                && about.map(scope -> scope.equals(alert.scope())).orElse(true);
    }

    /** How an alert differs, one line each; empty when it does not. */
    List<String> differences(Alert alert) {
        List<String> found = new ArrayList<>();
        new TreeMap<>(words).forEach((name, expected) -> {
            Function<Alert, String> property = PROPERTIES.get(name);
            compare(name, expected, property == null ? NONE : property.apply(alert), found);
        });
        new TreeMap<>(labels)
                .forEach((name, expected) ->
                        compare("label " + name, expected, alert.labels().getOrDefault(name, NONE), found));
        return found;
    }

    private static void compare(String what, String expected, String actual, List<String> found) {
        boolean same =
                regex(expected).map(pattern -> pattern.matcher(actual).find()).orElseGet(() -> expected.equals(actual));
        if (!same) {
            found.add(what + ": expected " + expected + ", was " + actual);
        }
    }

    private static Optional<Pattern> regex(String expected) {
        boolean pattern = expected.length() > 1 && expected.startsWith("/") && expected.endsWith("/");
        return pattern ? Optional.of(Pattern.compile(expected.substring(1, expected.length() - 1))) : Optional.empty();
    }

    private static String orNone(String text) {
        return text.isEmpty() ? NONE : text;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString(Math.round(number)) : Double.toString(number);
    }

    /** Whom and what it means, in words. */
    @Override
    public String toString() {
        String of = about.map(scope -> " of " + scope.label()).orElse("");
        return (rule.isEmpty() ? "any alert" : rule) + of;
    }
}
