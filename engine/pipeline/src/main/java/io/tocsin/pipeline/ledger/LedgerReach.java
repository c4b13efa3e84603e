// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.ledger;

/** Whether a member can claim actions. The order is part of what members tell one another. */
public enum LedgerReach {
    /** The ledger answered when it was asked last. */
    REACHED,
    /** It did not answer, but that is not long ago. */
    SILENT,
    /** It has not answered for so long that people should know. */
    AWAY
}
