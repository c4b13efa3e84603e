// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.fact.Fact;
import java.util.List;

/**
 * Judges facts, one at a time. Keeps nothing between two evaluations. Confined to one thread.
 */
public interface Evaluator extends AutoCloseable {

    /**
     * Which rules state something on a fact, without putting it into words: cheap enough to ask of every fact, every
     * second.
     *
     * @return ids of detect rules, each once, immutable; empty for most facts
     */
    List<String> detect(Fact fact);

    /**
     * The alerts that the rules state on a fact, classified and enriched.
     *
     * @return in order of rule id, immutable; empty for most facts
     */
    List<Alert> evaluate(Fact fact);

    @Override
    void close();
}
