// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import io.tocsin.model.alert.Evidence;
import io.tocsin.model.fact.Fact;
import io.tocsin.rulebase.RuleInfo;
import java.util.List;

/**
 * What the engine keeps of a detect rule beside its compiled form: what to stamp on its drafts, and how to tell people
 * why it fired. Immutable, thread-safe.
 *
 * @param info what is known of it
 * @param summary its sentence
 * @param comparisons its conditions, in order
 */
public record DetectRule(RuleInfo info, Summary summary, List<Comparison> comparisons) {

    /** Copies the list. */
    public DetectRule {
        comparisons = List.copyOf(comparisons);
    }

    /** The conditions that hold on a fact it fired on, with their numbers. */
    public List<Evidence> evidence(Fact fact) {
        return comparisons.stream()
                .filter(comparison -> comparison.holds(fact))
                .map(comparison -> comparison.evidence(fact))
                .toList();
    }
}
