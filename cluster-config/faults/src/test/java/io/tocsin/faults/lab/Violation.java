// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

/**
 * One promise that was not kept.
 *
 * @param times how often, at least once
 * @param text which and how, for people
 */
public record Violation(Kind kind, long times, String text) {

    /** What was not kept. */
    public enum Kind {
        /** Something accepted had no outcome, no page or no action. */
        LOST,
        /** Something happened more than once. */
        DOUBLE,
        /** A member acted while it was in a minority. */
        MINORITY
    }
}
