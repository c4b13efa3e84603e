// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase;

/** Hears what becomes of rules: progress of a compilation, and faults at run time. Called by any thread. */
public interface RuleListener {
    /** Hears nothing. */
    RuleListener NONE = new RuleListener() {};

    /**
     * A file is about to be compiled; files whose class bytes are known are not.
     *
     * @param file the file, relative to the rules folder
     * @param index its number, from 1
     * @param total how many are to be compiled
     */
    default void compiling(String file, int index, int total) {}

    /** A rule failed on one fact; the other rules of that fact still counted. */
    default void fault(RuleFault fault) {}
}
