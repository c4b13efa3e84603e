// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase;

import java.util.Map;

/** One compiled, immutable rule set. Thread-safe; evaluators and correlators made from it are not. */
public interface Rulebase {

    /** A new evaluator for one worker. */
    Evaluator evaluator();

    /** A new, empty correlator. */
    Correlator correlator();

    /** The detect rules by id, sorted. */
    Map<String, RuleInfo> rules();

    /** Hash of the rule files: equal sets have equal hashes. */
    String hash();

    /**
     * The same rules, noting what is seen of them.
     *
     * @throws UnsupportedOperationException if this set was not made of rule files
     */
    default CoveredRulebase covered() {
        throw new UnsupportedOperationException("only rules from files have conditions to cover");
    }
}
