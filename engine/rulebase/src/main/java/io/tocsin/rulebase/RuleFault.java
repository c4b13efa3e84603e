// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase;

/**
 * A rule that failed on one fact.
 *
 * @param rule id of the rule
 * @param kind how it failed
 * @param reason one word or sentence for people; never the fact's content
 */
public record RuleFault(String rule, Kind kind, String reason) {
    /** How a rule fails. */
    public enum Kind {
        /** A condition threw. */
        CONDITION,
        /** The consequence threw. */
        CONSEQUENCE,
        /** It fired over and over and was stopped. */
        ENDLESS
    }
}
