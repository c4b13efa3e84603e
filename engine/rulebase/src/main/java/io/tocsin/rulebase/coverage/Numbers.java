// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.coverage;

import io.tocsin.model.fact.Fact;
import io.tocsin.rulebase.drl.Comparison;
import io.tocsin.rulebase.drl.DetectRule;
import io.tocsin.rulebase.drl.FactField;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a condition was judged on, in words. */
final class Numbers {
    private Numbers() {}

    /** {@code usd is 4.2, the limit is 5}; empty when no field of the fact stands in the condition. */
    static String of(DetectRule rule, String condition, Fact fact) {
        return rule.comparisons().stream()
                .filter(comparison -> condition.contains(comparison.condition()))
                .map(comparison -> words(comparison, fact))
                .collect(Collectors.joining("; "));
    }

    private static String words(Comparison comparison, Fact fact) {
        double limit = comparison.threshold().applyAsDouble(fact);
        Object value = FactField.of(fact.getClass(), comparison.field()).value(fact);
        String actual = value instanceof Number number ? number(number.doubleValue()) : "'" + value + "'";
        return comparison.field() + " is " + actual + (Double.isNaN(limit) ? "" : ", the limit is " + number(limit));
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "not known";
        }
        String plain = String.format(Locale.ROOT, "%.6f", value).replaceAll("0+$", "");
        return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    }
}
