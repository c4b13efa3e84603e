// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.scenario;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.response.Delivery;
import io.tocsin.model.response.Page;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.ledger.InMemoryLedger;
import io.tocsin.pipeline.ledger.SoleOwner;
import io.tocsin.pipeline.node.NodeParts;
import io.tocsin.pipeline.node.SteppedEngine;
import io.tocsin.pipeline.response.Actuation;
import io.tocsin.pipeline.response.Receiver;
import io.tocsin.pipeline.response.RunbookDescriptor;
import io.tocsin.pipeline.response.Runbooks;
import io.tocsin.pipeline.shard.Policy;
import io.tocsin.pipeline.store.Store;
import io.tocsin.pipeline.tenant.Routing;
import io.tocsin.rulebase.Rulebase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A whole node on a virtual clock that does nothing to anybody: its receivers take every page and only tell who asks, and
 * it has no runbooks. Stateless and thread-safe but for what it makes.
 */
public final class Rehearsal {
    /** The receiver of what wakes people. */
    public static final String PAGER = "pager";

    /** The receiver of what can wait. */
    public static final String CHAT = "chat";

    private Rehearsal() {}

    /**
     * A node.
     *
     * @param sent hears of every page that is sent: the receiver and the page
     */
    public static SteppedEngine node(
            Store store, Rulebase rulebase, Policy policy, Instant start, BiConsumer<String, Page> sent) {
        InMemoryLedger ledger = new InMemoryLedger(Clock.fixed(start, ZoneOffset.UTC));
        NodeParts parts = new NodeParts(
                store,
                rulebase,
                policy,
                Routing.of(PAGER, CHAT),
                Map.of(PAGER, new Taking(PAGER, sent), CHAT, new Taking(CHAT, sent)),
                Rehearsal::page,
                new NoRunbooks(),
                ledger,
                new SoleOwner(ledger, "rehearsal"));
        return new SteppedEngine(parts, start);
    }

    private static Page page(Page.Action action, LiveAlert alert, Optional<RunbookRun> run, Instant at) {
        return new Page(
                action,
                alert.id(),
                alert.alert().severity(),
                alert.alert().rule(),
                List.of(alert.alert().summary()),
                Map.of(),
                alert.alert().labels(),
                at);
    }

    private record Taking(String name, BiConsumer<String, Page> sent) implements Receiver {
        @Override
        public Delivery deliver(Page page, Optional<String> reference) {
            sent.accept(name, page);
            return new Delivery.Accepted("");
        }
    }

    private static final class NoRunbooks implements Runbooks {
        @Override
        public Optional<RunbookDescriptor> descriptor(String name) {
            return Optional.empty();
        }

        @Override
        public List<String> refusals(RunbookRun run, Collection<RunbookRun> others, Instant now, boolean stopped) {
            return List.of("a rehearsal does nothing");
        }

        @Override
        public Actuation walk(RunbookRun run, Actuation.Mode mode) {
            return new Actuation.Refused("a rehearsal does nothing");
        }
    }
}
