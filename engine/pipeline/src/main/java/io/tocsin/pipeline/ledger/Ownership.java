// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.ledger;

import java.util.Optional;

/** Whether this engine may act, and as whom. Thread-safe. */
@FunctionalInterface
public interface Ownership {

    /**
     * The owner this engine acts as; empty while it has no majority, so that it may not act. May block on the ledger.
     *
     * @throws LedgerUnreachable if the ledger had to be asked and does not answer
     */
    Optional<Owner> current();
}
