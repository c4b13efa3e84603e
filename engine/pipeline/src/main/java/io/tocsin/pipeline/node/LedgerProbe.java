// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.ledger.LedgerReach;
import io.tocsin.pipeline.ledger.LedgerUnreachable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the action ledger every few seconds whether it is there, on a thread of its own. Thread-safe. */
public final class LedgerProbe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerProbe.class);
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ActionLedger ledger;
    private final Clock clock;
    private final String member;
    private final AutoCloseable asking;
    private Instant heardAt;
    private volatile LedgerReach reach = LedgerReach.SILENT;

    private LedgerProbe(ActionLedger ledger, Clock clock, String member, boolean asks) {
        this.ledger = ledger;
        this.clock = clock;
        this.member = member;
        this.heardAt = clock.instant();
        this.asking = asks ? Watching.start("ledger", PERIOD, this::ask) : () -> {};
    }

    /**
     * Starts to ask, until it is closed.
     *
     * @param member who asks
     */
    public static LedgerProbe start(ActionLedger ledger, Clock clock, String member) {
        return new LedgerProbe(ledger, clock, member, true);
    }

    /** Asks only when it is told to. */
    static LedgerProbe byHand(ActionLedger ledger, Clock clock, String member) {
        return new LedgerProbe(ledger, clock, member, false);
    }

    /** What came of it last. Does not block. */
    public LedgerReach reach() {
        return reach;
    }

    /** Who asks. */
    String member() {
        return member;
    }

    /** Asks once. Blocks for as long as the ledger may take. */
    void ask() {
        LedgerReach before = reach;
        try {
            ledger.probe();
            heardAt = clock.instant();
            reach = LedgerReach.REACHED;
            if (before == LedgerReach.AWAY) {
                LOG.atInfo().log("the action ledger answers again");
            }
        } catch (LedgerUnreachable e) {
            boolean late = Duration.between(heardAt, clock.instant()).compareTo(PATIENCE) > 0;
            reach = late ? LedgerReach.AWAY : LedgerReach.SILENT;
            if (before != reach) {
                LOG.atWarn().addKeyValue("reason", e.getMessage()).log("the action ledger does not answer");
            }
        }
    }

    @Override
    public void close() throws Exception {
        asking.close();
    }
}
