// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import io.tocsin.app.replay.RuleFiles;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.fakes.FakeVendors;
import io.tocsin.fakes.ManualClock;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.decision.Flag;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.ledger.InMemoryLedger;
import io.tocsin.pipeline.ledger.SoleOwner;
import io.tocsin.pipeline.node.NodeParts;
import io.tocsin.pipeline.node.SteppedEngine;
import io.tocsin.pipeline.store.InMemoryStore;
import io.tocsin.pipeline.tenant.Routing;
import io.tocsin.receivers.Receivers;
import io.tocsin.receivers.page.PageRenderer;
import io.tocsin.runbooks.CamelRunbooks;
import io.tocsin.runbooks.RunbooksInvalid;
import io.tocsin.runbooks.book.Surroundings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node on a virtual clock whose vendors are stand-ins on this host. One thread moves the clock; the engine may be asked
 * by others.
 */
final class DemoNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoNode.class);

    /** Receiver of what must wake somebody. */
    static final String PAGER = "pagerduty";
    /** Receiver of what can wait. */
    static final String CHAT = "slack";

    static final String CHANNEL = "#llm-ops";

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final ManualClock clock;
    private final FakeVendors vendors;
    private final InMemoryLedger ledger;
    private final SteppedEngine engine;

    private DemoNode(RuleFiles rules, Path runbooks, Instant start, URI address) {
        Present present = new Present();
        clock = ManualClock.at(start);
        vendors = keep(FakeVendors.start(clock).withoutRateLimits());
        CamelRunbooks automations = keep(CamelRunbooks.open(runbooks, present));
        Receivers receivers = keep(StandIns.receivers(vendors, clock));
        ledger = keep(new InMemoryLedger(clock));
        NodeParts parts = new NodeParts(
                new InMemoryStore(),
                rules.rulebase(),
                rules.policy(),
                Routing.of(PAGER, CHAT),
                StandIns.byName(receivers),
                PageRenderer.at(address),
                automations,
                ledger,
                new SoleOwner(ledger, "demo"));
        engine = keep(new SteppedEngine(parts, start));
        present.engine = engine;
    }

    /**
     * Starts everything.
     *
     * @param runbooks folder of the automations
     * @param start where the clock stands
     * @param address where pages point to
     * @throws Failure if an automation does not load, with every flaw
     */
    static DemoNode start(RuleFiles rules, Path runbooks, Instant start, URI address) {
        try {
            return new DemoNode(rules, runbooks, start, address);
        } catch (RunbooksInvalid wrong) {
            throw new Failure(Exit.WRONG, "the runbooks in " + runbooks + " do not load\n" + wrong.getMessage(), "");
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }

    SteppedEngine engine() {
        return engine;
    }

    ActionLedger ledger() {
        return ledger;
    }

    FakeVendors vendors() {
        return vendors;
    }

    /** The virtual clock, for whoever needs to know the time of the story. */
    Clock clock() {
        return clock;
    }

    /** Lets one second pass in which signals arrive. */
    void second(List<Signal> signals) {
        engine.accept(signals).toCompletableFuture().join();
        clock.advance(Duration.ofSeconds(1));
        engine.advanceTo(clock.instant());
    }

    @Override
    public void close() {
        for (AutoCloseable part = started.poll(); part != null; part = started.poll()) {
            close(part);
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.atWarn().setCause(e).log("did not close cleanly");
        }
    }

    /** What runbooks may ask about the present; nothing is asked before the engine is there. */
    private static final class Present implements Surroundings {
        private volatile @Nullable SteppedEngine engine;

        @Override
        public Optional<LiveAlert> alert(String id) {
            SteppedEngine now = engine;
            return now == null ? Optional.empty() : now.alert(id);
        }

        @Override
        public Optional<Flag> flag(String tenant, String key) {
            SteppedEngine now = engine;
            return now == null ? Optional.empty() : now.flag(tenant, key);
        }
    }
}
