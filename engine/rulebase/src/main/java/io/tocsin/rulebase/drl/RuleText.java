// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rule taken apart.
 *
 * @param file where it stands
 * @param name its name
 * @param line the line its {@code rule} keyword stands on, from 1
 * @param metadata annotation name to value, in the order written; empty value for {@code @event}
 * @param attributes names of rule attributes such as {@code salience}
 * @param patterns what it matches, in order
 * @param refused elements of the condition that rules may not use, in words
 * @param consequence the Java of its consequence
 * @param consequenceLine the line the consequence starts on
 */
record RuleText(
        RuleFile file,
        String name,
        int line,
        Map<String, String> metadata,
        List<String> attributes,
        List<PatternText> patterns,
        List<String> refused,
        String consequence,
        int consequenceLine) {

    /** Value of an annotation; empty when it is not written or has none. */
    Optional<String> meta(String key) {
        return Optional.ofNullable(metadata.get(key)).filter(value -> !value.isBlank());
    }

    /** A complaint about this rule as a whole. */
    Diagnosis complaint(String reason) {
        return new Diagnosis(file.path(), line, 0, reason);
    }

    /**
     * One pattern of a condition.
     *
     * @param type the type it matches, as written
     * @param offset where the type stands in the file's text
     * @param constraints its constraints
     */
    record PatternText(String type, int offset, List<Constraint> constraints) {}

    /**
     * One constraint of a pattern.
     *
     * @param text as written
     * @param offset where it stands in the file's text
     */
    record Constraint(String text, int offset) {}
}
