// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.model.signal.Origin;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.ledger.LedgerUnreachable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the action ledger every few seconds whether it is there. When it has been away for long, the engine is told by a
 * signal, as of an alert of another tool, and the rule {@code platform.ledger-unreachable} does the rest; so people hear
 * that automations do not run within a minute. The engine's own open alert says what it was told last, also by an earlier
 * life. Runs on a thread of its own.
 */
public final class LedgerWatch implements AutoCloseable {
    /** The rule that pages. */
    static final String RULE = "platform.ledger-unreachable";

    private static final Logger LOG = LoggerFactory.getLogger(LedgerWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ActionLedger ledger;
    private final Engine engine;
    private final Clock clock;
    private final String tenant;
    private final String member;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "tocsin-ledger-watch"));
    private Instant heardAt;
    private boolean away;

    LedgerWatch(ActionLedger ledger, Engine engine, Clock clock, String tenant, String member) {
        this.ledger = ledger;
        this.engine = engine;
        this.clock = clock;
        this.tenant = tenant;
        this.member = member;
        this.heardAt = clock.instant();
    }

    /**
     * Starts to watch.
     *
     * @param tenant whose people are told
     * @param member who cannot reach the ledger
     */
    public static LedgerWatch start(ActionLedger ledger, Engine engine, Clock clock, String tenant, String member) {
        LedgerWatch watch = new LedgerWatch(ledger, engine, clock, tenant, member);
        watch.thread.scheduleWithFixedDelay(watch::tryLook, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    @SuppressWarnings("IllegalCatch")
    private void tryLook() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("the action ledger could not be watched, trying again");
        }
    }

    /** Asks once, and tells the engine what it does not know yet. */
    void look() {
        boolean reachable = reachable();
        Instant now = clock.instant();
        if (reachable) {
            heardAt = now;
        }
        boolean late = Duration.between(heardAt, now).compareTo(PATIENCE) > 0;
        if ((reachable || late) && told() != late) {
            engine.accept(List.of(signal(late, now)));
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

    /** Whether the engine's last word is that the ledger is away. */
    private boolean told() {
        return engine.alerts().stream()
                .filter(alert -> alert.state().open() && alert.alert().rule().equals(RULE))
                .map(LiveAlert::alert)
                .filter(alert -> alert.scope().tenant().equals(tenant))
                .anyMatch(alert -> alert.facet().equals(Origin.ENGINE + "/" + fingerprint()));
    }

    private String fingerprint() {
        return "action-ledger/" + member;
    }

    private ExternalAlert signal(boolean firing, Instant now) {
        String id = fingerprint() + "/" + (firing ? "away/" : "back/") + now.toEpochMilli();
        return new ExternalAlert(
                new Origin(id, now, Origin.ENGINE, tenant),
                Attribution.NONE,
                Origin.ENGINE,
                fingerprint(),
                "ledger-unreachable",
                firing,
                "critical",
                firing
                        ? "member " + member + " cannot claim actions: automations do not run, pages go on"
                        : "member " + member + " can claim actions again",
                Double.NaN,
                Double.NaN,
                heardAt,
                firing ? null : now,
                Map.of(),
                null);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
