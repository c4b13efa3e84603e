// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster;

import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.ledger.LedgerUnreachable;
import io.tocsin.pipeline.ledger.Owner;
import io.tocsin.pipeline.ledger.Ownership;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the engine of a cell may act: only while a majority answers this member, and only as the owner that the ledger knows
 * since the cell was opened here. Whoever opens it elsewhere has a higher fence, taken at once, so that an owner that was
 * only asleep finds itself fenced off when it wakes. Thread-safe.
 */
final class CellOwnership implements Ownership {
    private static final Logger LOG = LoggerFactory.getLogger(CellOwnership.class);
    private static final long AGAIN_SECONDS = 1;

    private final String member;
    private final BooleanSupplier majority;
    private final ActionLedger ledger;
    private final int cell;
    private @Nullable Owner owner;

    /**
     * Of a cell on a member.
     *
     * @param majority whether a majority has answered lately
     */
    CellOwnership(String member, BooleanSupplier majority, ActionLedger ledger, int cell) {
        this.member = member;
        this.majority = majority;
        this.ledger = ledger;
        this.cell = cell;
    }

    /** Takes the cell in the ledger: once a majority and the ledger answer, if the cell is still here then. */
    void take(ScheduledExecutorService thread, BooleanSupplier stillHere) {
        try {
            thread.execute(() -> attempt(thread, stillHere));
        } catch (RejectedExecutionException stopping) {
            LOG.atDebug().addKeyValue("cell", cell).setCause(stopping).log("not taken, this member stops");
        }
    }

    private void attempt(ScheduledExecutorService thread, BooleanSupplier stillHere) {
        if (!taken() && !thread.isShutdown()) {
            thread.schedule(
                    () -> {
                        if (stillHere.getAsBoolean()) {
                            attempt(thread, stillHere);
                        }
                    },
                    AGAIN_SECONDS,
                    TimeUnit.SECONDS);
        }
    }

    private boolean taken() {
        try {
            return current().isPresent();
        } catch (LedgerUnreachable away) {
            return false;
        }
    }

    @Override
    public synchronized Optional<Owner> current() {
        if (!majority.getAsBoolean()) {
            return Optional.empty();
        }
        if (owner == null) {
            owner = ledger.own(cell, member);
        }
        return Optional.of(owner);
    }
}
