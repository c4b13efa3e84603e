// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.testing;

import io.tocsin.model.response.Page;
import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.expectation.Expectations;
import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.ledger.InMemoryLedger;
import io.tocsin.pipeline.ledger.Ownership;
import io.tocsin.pipeline.ledger.SoleOwner;
import io.tocsin.pipeline.node.NodeParts;
import io.tocsin.pipeline.node.SteppedEngine;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.shard.Policy;
import io.tocsin.pipeline.store.InMemoryStore;
import io.tocsin.pipeline.store.Store;
import io.tocsin.pipeline.tenant.Routing;
import io.tocsin.pipeline.threshold.Budget;
import io.tocsin.pipeline.threshold.Thresholds;
import io.tocsin.pipeline.tier.QualityTiers;
import io.tocsin.rulebase.Rulebase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node made of doubles, ready to be stepped. */
public final class Bench {
    /** When every test begins: a Monday, noon, UTC. */
    public static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

    /** Receives pages. */
    public final RememberingReceiver pager = new RememberingReceiver("pager");

    /** Receives what the pager refuses. */
    public final RememberingReceiver chat = new RememberingReceiver("chat");

    /** The one runbook. */
    public final FlagRunbooks runbooks = new FlagRunbooks();

    /** The action ledger. */
    public ActionLedger ledger = new InMemoryLedger(Clock.systemUTC());

    /** Whether the node may act; null for a node that owns everything from its start. */
    public @Nullable Ownership ownership;

    /** Which quality tiers rules choose from; none unless a test says so. */
    public QualityTiers tiers = QualityTiers.NONE;

    /** What is expected of the use of models. */
    public Expectations expectations = Expectations.NONE;

    /** The store under the node. */
    public final Store store;

    private final Rulebase rules;
    private final List<Budget> budgets;

    /** With rules and no budgets, on the heap. */
    public Bench(Rulebase rules) {
        this(rules, List.of(), new InMemoryStore());
    }

    /** With rules and budgets on a store. */
    public Bench(Rulebase rules, List<Budget> budgets, Store store) {
        this.rules = rules;
        this.budgets = budgets;
        this.store = store;
    }

    /** The parts of the node. */
    public NodeParts parts() {
        Thresholds thresholds = Thresholds.load(Path.of("../pipeline/src/test/resources/fold-thresholds.yaml"));
        PriceBook prices = PriceBook.load(Path.of("../../rules/prices.yaml"));
        return new NodeParts(
                store,
                rules,
                Policy.of(thresholds, prices, budgets, expectations).with(tiers),
                Routing.of("pager", "chat"),
                Map.of("pager", pager, "chat", chat),
                (action, alert, run, at) -> new Page(
                        action,
                        alert.id(),
                        alert.alert().severity(),
                        alert.alert().rule(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        at),
                runbooks,
                ledger,
                ownership == null ? new SoleOwner(ledger, "bench") : ownership);
    }

    /** A budget per day, UTC. */
    public static Budget daily(Scope scope, long usd) {
        return new Budget(scope, Budget.Period.DAY, usd * 1_000_000_000L, ZoneOffset.UTC);
    }

    /** A node on a virtual clock. */
    public SteppedEngine stepped() {
        return new SteppedEngine(parts(), START);
    }
}
