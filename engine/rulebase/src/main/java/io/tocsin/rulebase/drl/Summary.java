// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import io.tocsin.model.fact.Fact;
import io.tocsin.model.scope.Scope;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A sentence with {@code {field}} placeholders, filled with a fact's numbers as people read them. What stands in brackets
 * is left out when a number in it is not known: {@code {tokens} tokens[, {times}x the usual]}. Thread-safe.
 */
public final class Summary {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final Pattern PART = Pattern.compile("\\[([^\\[\\]]*)]|[^\\[]+");
    private static final Pattern MONEY = Pattern.compile("usd.*|.*Usd");
    private static final Pattern SHARE = Pattern.compile(".*Ratio|.*Rise|utilisation|contextUse|.*Quality|quality");
    private static final double SMALL_SHARE = 0.1;
    private static final double PER_CENT = 100;

    private final List<Part> parts;

    private Summary(List<Part> parts) {
        this.parts = parts;
    }

    /** A piece of the sentence, which may be left out. */
    private record Part(String text, List<FactField> fields, boolean optional) {
        String fill(Fact fact) {
            String filled = text;
            for (FactField field : fields) {
                Object value = field.value(fact);
                if (optional && value instanceof Number number && !Double.isFinite(number.doubleValue())) {
                    return "";
                }
                filled = filled.replace("{" + field.name() + "}", words(field.name(), value));
            }
            return filled;
        }
    }

    /** @throws IllegalArgumentException if the fact has no field of a placeholder's name */
    public static Summary of(String text, Class<?> fact) {
        return new Summary(PART.matcher(text)
                .results()
                .map(part -> part(part.group(1) == null ? part.group() : part.group(1), part.group(1) != null, fact))
                .toList());
    }

    private static Part part(String text, boolean optional, Class<?> fact) {
        return new Part(
                text,
                placeholders(text).stream()
                        .map(name -> FactField.of(fact, name))
                        .toList(),
                optional);
    }

    /** Names of the placeholders in a text, in order. */
    static List<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /** The sentence for one fact. */
    public String fill(Fact fact) {
        return parts.stream().map(part -> part.fill(fact)).collect(Collectors.joining());
    }

    /** A value as people read it: {@code 10.8}, {@code $412.18}, {@code 91%}, {@code 182,400}. */
    static String words(String name, Object value) {
        if (value instanceof Scope scope) {
            return scope.label();
        }
        if (!(value instanceof Number number)) {
            return String.valueOf(value);
        }
        double amount = number.doubleValue();
        if (!Double.isFinite(amount)) {
            return Double.isNaN(amount) ? "unknown" : "unlimited";
        }
        if (MONEY.matcher(name).matches()) {
            return String.format(Locale.ROOT, "$%,.2f", amount);
        }
        if (SHARE.matcher(name).matches()) {
            String format = Math.abs(amount) < SMALL_SHARE && amount != 0 ? "%.1f%%" : "%.0f%%";
            return String.format(Locale.ROOT, format, amount * PER_CENT);
        }
        return amount == Math.rint(amount)
                ? String.format(Locale.ROOT, "%,d", Math.round(amount))
                : String.format(Locale.ROOT, "%,.1f", amount);
    }
}
