// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.ledger;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ownership of a node without a cluster: it owns the only cell from the first time it is asked, which an earlier life
 * then no longer does. Thread-safe.
 */
public final class SoleOwner implements Ownership {
    private static final int CELL = 0;

    private final ActionLedger ledger;
    private final String member;
    private @Nullable Owner owner;

    /** With a name that the ledger remembers. */
    public SoleOwner(ActionLedger ledger, String member) {
        this.ledger = ledger;
        this.member = member;
    }

    @Override
    public synchronized Optional<Owner> current() {
        if (owner == null) {
            owner = ledger.own(CELL, member);
        }
        return Optional.of(owner);
    }
}
