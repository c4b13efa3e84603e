// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.ledger;

/** What every ledger checks before it changes a state, and how it words a human's verdict. */
public final class Moves {
    private Moves() {}

    /** @throws IllegalArgumentException if a state may not follow the other */
    public static void require(ActionState from, ActionState to) {
        if (!from.mayBecome(to)) {
            throw new IllegalArgumentException("an action that is " + from + " cannot become " + to);
        }
    }

    /** @throws IllegalArgumentException if it is nothing a human may find */
    public static void requireVerdict(ActionState verdict) {
        if (verdict != ActionState.SUCCEEDED && verdict != ActionState.FAILED) {
            throw new IllegalArgumentException("a verdict must be SUCCEEDED or FAILED, was " + verdict);
        }
    }

    /** The note of an action that a human judged. */
    public static String judged(String by) {
        return "judged by " + by;
    }
}
