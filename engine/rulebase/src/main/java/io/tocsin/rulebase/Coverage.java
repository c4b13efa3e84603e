// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase;

import io.tocsin.model.fact.Fact;
import java.util.List;

/**
 * Which rules were seen to match, and which of their conditions were seen true and seen false, while a
 * {@link CoveredRulebase} judged. Judged by the predicates the rules were compiled to, not by a second reading of their
 * text. Confined to one thread.
 */
public interface Coverage {

    /** Every rule of every layer with its conditions, in order of file and line; immutable, a state of now. */
    List<RuleSeen> rules();

    /**
     * How the conditions of a detect rule stand on one fact.
     *
     * @return in the order written, immutable; empty for an unknown rule or another kind of fact
     */
    List<Judged> explain(String rule, Fact fact);

    /**
     * One rule and what was seen of it.
     *
     * @param rule its name
     * @param file the file it stands in, relative to the rules folder
     * @param line the line it starts on
     * @param matched whether all its conditions were seen true together
     * @param conditions its conditions, in the order written
     */
    record RuleSeen(String rule, String file, int line, boolean matched, List<ConditionSeen> conditions) {
        /** Copies the list. */
        public RuleSeen {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * One condition and what was seen of it.
     *
     * @param text as written
     * @param line the line it stands on
     * @param column the column it begins at
     * @param seenTrue whether it was true of something
     * @param seenFalse whether it was false of something
     */
    record ConditionSeen(String text, int line, int column, boolean seenTrue, boolean seenFalse) {
        /** Whether both were seen. */
        public boolean covered() {
            return seenTrue && seenFalse;
        }
    }

    /**
     * One condition on one fact.
     *
     * @param text as written
     * @param line the line it stands on
     * @param holds whether it is true
     * @param numbers what it was judged on, such as {@code usd is 4.2, the limit is 5}; empty when that is not known
     */
    record Judged(String text, int line, boolean holds, String numbers) {}
}
