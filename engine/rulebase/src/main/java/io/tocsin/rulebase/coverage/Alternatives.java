// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.coverage;

import io.tocsin.model.fact.Fact;
import io.tocsin.rulebase.drl.Comparison;
import io.tocsin.rulebase.drl.ConditionPlace;
import io.tocsin.rulebase.drl.DetectRule;
import io.tocsin.rulebase.drl.RulePlace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sides of a condition with {@code ||}, which is compiled to one predicate: each side that compares numbers is a
 * condition of its own. Not thread-safe.
 */
final class Alternatives {
    private static final Set<String> OF_NUMBERS = Set.of(">", ">=", "<", "<=");

    private final String factType;
    private final Map<Comparison, Mark> sides = new LinkedHashMap<>();

    Alternatives(DetectRule rule, RulePlace place) {
        factType = rule.info().fact();
        List<String> wholes = place.conditions().stream()
                .map(ConditionPlace::text)
                .filter(text -> text.contains("||"))
                .toList();
        for (Comparison side : rule.comparisons()) {
            boolean inside = wholes.stream().anyMatch(whole -> whole.contains(side.condition()));
            if (inside && !wholes.contains(side.condition()) && OF_NUMBERS.contains(side.operator())) {
                place.conditions().stream()
                        .filter(candidate -> candidate.text().equals(side.condition()))
                        .findFirst()
                        .ifPresent(where -> sides.put(side, new Mark(where)));
            }
        }
    }

    List<Mark> marks() {
        return List.copyOf(sides.values());
    }

    void sees(Fact fact) {
        if (fact.getClass().getSimpleName().equals(factType)) {
            sides.forEach((side, mark) -> mark.saw(side.holds(fact)));
        }
    }
}
