// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.ledger;

/** What came of moving an action to another state. */
public enum Move {
    /** It is in that state now, for good. */
    DONE,
    /** Who asked no longer owns the cell, or somebody else has the action; nothing was changed. */
    FENCED,
    /** The action is not in the state it was to be moved from, or is not known; nothing was changed. */
    ELSEWHERE
}
