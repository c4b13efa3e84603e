// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase;

/**
 * A rule set that notes what its conditions were seen to say. Judges as the set it was made of does, only slower; for
 * tests of rules. Confined to one thread.
 */
public interface CoveredRulebase extends Rulebase {

    /** What was seen so far, by all its evaluators and correlators. */
    Coverage coverage();
}
