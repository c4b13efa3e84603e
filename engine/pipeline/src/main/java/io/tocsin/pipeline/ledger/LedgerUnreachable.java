// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.ledger;

/** The ledger cannot be asked, so nobody may act. What was asked may or may not have taken place. */
public final class LedgerUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public LedgerUnreachable(String message, Throwable cause) {
        super(message, cause);
    }

    /** With a sentence for people. */
    public LedgerUnreachable(String message) {
        super(message);
    }
}
