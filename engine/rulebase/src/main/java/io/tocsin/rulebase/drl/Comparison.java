// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import io.tocsin.model.alert.Evidence;
import io.tocsin.model.fact.Fact;
import java.util.function.ToDoubleFunction;

/**
 * One comparison of a detect rule, able to say what it was judged on. Immutable, thread-safe.
 *
 * @param condition as written
 * @param field the compared field
 * @param operator {@code >}, {@code >=}, {@code <}, {@code <=}, {@code ==}, {@code !=}; empty for a bare truth value
 * @param actual the field's number on a fact, NaN for words
 * @param threshold what it is compared with on a fact, NaN for words
 */
public record Comparison(
        String condition,
        String field,
        String operator,
        ToDoubleFunction<Fact> actual,
        ToDoubleFunction<Fact> threshold) {

    /** Whether it is true of a fact, as far as numbers tell: a comparison of words counts as true. */
    public boolean holds(Fact fact) {
        double left = actual.applyAsDouble(fact);
        double right = threshold.applyAsDouble(fact);
        return switch (operator) {
            case ">" -> left > right;
            case ">=" -> left >= right;
            case "<" -> left < right;
            case "<=" -> left <= right;
            default -> true;
        };
    }

    /** The numbers it was judged on. */
    public Evidence evidence(Fact fact) {
        return new Evidence(condition, field, actual.applyAsDouble(fact), threshold.applyAsDouble(fact));
    }
}
