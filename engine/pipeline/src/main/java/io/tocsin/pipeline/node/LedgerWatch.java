// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.ledger.LedgerUnreachable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the action ledger every few seconds whether it is there. When it has been away for long, the engine is told by a
 * signal, as of an alert of another tool, and the rule {@code platform.ledger-unreachable} does the rest; so people hear
 * that automations do not run within a minute. Runs on a thread of its own.
 */
public final class LedgerWatch {
    /** The rule that pages. */
    static final String RULE = "platform.ledger-unreachable";

    private static final Logger LOG = LoggerFactory.getLogger(LedgerWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ActionLedger ledger;
    private final Clock clock;
    private final String member;
    private final OwnAlert alert;
    private Instant heardAt;
    private boolean away;

    LedgerWatch(ActionLedger ledger, Engine engine, Clock clock, String tenant, String member) {
        this.ledger = ledger;
        this.clock = clock;
        this.member = member;
        this.alert = new OwnAlert(engine, tenant, RULE, "ledger-unreachable", "action-ledger/" + member, "critical");
        this.heardAt = clock.instant();
    }

    /**
     * Starts to watch, until what is answered is closed.
     *
     * @param tenant whose people are told
     * @param member who cannot reach the ledger
     */
    public static AutoCloseable start(ActionLedger ledger, Engine engine, Clock clock, String tenant, String member) {
        return Watching.start("ledger", PERIOD, new LedgerWatch(ledger, engine, clock, tenant, member)::look);
    }

    /** Asks once, and tells the engine what it does not know yet. */
    void look() {
        boolean reachable = reachable();
        Instant now = clock.instant();
        if (reachable) {
            heardAt = now;
        }
        boolean late = Duration.between(heardAt, now).compareTo(PATIENCE) > 0;
        if ((reachable || late) && alert.told() != late) {
            alert.tell(late, sentence(late), heardAt, now);
        }
    }

    private boolean reachable() {
        try {
            ledger.probe();
            if (away) {
                LOG.atInfo().log("the action ledger answers again");
            }
            away = false;
        } catch (LedgerUnreachable e) {
            if (!away) {
                LOG.atWarn().addKeyValue("reason", e.getMessage()).log("the action ledger does not answer");
            }
            away = true;
        }
        return !away;
    }

    private String sentence(boolean late) {
        return late
                ? "member " + member + " cannot claim actions: automations do not run, pages go on"
                : "member " + member + " can claim actions again";
    }
}
