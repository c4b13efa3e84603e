// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import io.tocsin.rulebase.drl.Expression.Chain;
import io.tocsin.rulebase.drl.RuleText.Constraint;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where one rule and its conditions stand. Immutable, thread-safe.
 *
 * @param rule its name
 * @param file its file, relative to the rules folder
 * @param line the line it starts on, from 1
 * @param conditions its conditions in the order written; of a condition with {@code ||} the whole, then its alternatives
 */
public record RulePlace(String rule, String file, int line, List<ConditionPlace> conditions) {

    /** Copies the list. */
    public RulePlace {
        conditions = List.copyOf(conditions);
    }

    static RulePlace of(RuleText rule) {
        MaskedText masked = new MaskedText(rule.file().text());
        List<ConditionPlace> conditions = rule.patterns().stream()
                .flatMap(pattern -> pattern.constraints().stream())
                .flatMap(constraint -> places(constraint, masked))
                .toList();
        return new RulePlace(rule.name(), rule.file().path(), rule.line(), conditions);
    }

    private static Stream<ConditionPlace> places(Constraint constraint, MaskedText masked) {
        Stream<ConditionPlace> whole = Stream.of(place(constraint.text(), constraint.offset(), masked));
        return constraint.text().contains("||")
                ? Stream.concat(
                        whole,
                        Expression.of(constraint.text()).chains().stream()
                                .filter(chain -> !chain.operator().isEmpty())
                                .map((Chain chain) ->
                                        place(chain.written(), constraint.offset() + chain.offset(), masked)))
                : whole;
    }

    private static ConditionPlace place(String text, int offset, MaskedText masked) {
        return new ConditionPlace(text.replaceAll("\\s+", " "), masked.line(offset), masked.column(offset));
    }
}
