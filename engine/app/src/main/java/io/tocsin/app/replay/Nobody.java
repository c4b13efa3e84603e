// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import io.tocsin.model.response.Delivery;
import io.tocsin.model.response.Page;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.ledger.InMemoryLedger;
import io.tocsin.pipeline.ledger.SoleOwner;
import io.tocsin.pipeline.node.NodeParts;
import io.tocsin.pipeline.response.Actuation;
import io.tocsin.pipeline.response.Receiver;
import io.tocsin.pipeline.response.RunbookDescriptor;
import io.tocsin.pipeline.response.Runbooks;
import io.tocsin.pipeline.store.Store;
import io.tocsin.pipeline.tenant.Routing;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node that tells nobody and does nothing: what a replay needs. Stateless and thread-safe. */
final class Nobody {
    private static final String NAME = "nobody";

    private Nobody() {}

    static NodeParts parts(Store store, RuleFiles rules) {
        InMemoryLedger ledger = new InMemoryLedger(Clock.systemUTC());
        return new NodeParts(
                store,
                rules.rulebase(),
                rules.policy(),
                Routing.of(NAME, NAME),
                Map.of(NAME, new Silent()),
                (action, alert, run, at) ->
                        new Page(action, alert.id(), alert.alert().severity(), "", List.of(), Map.of(), Map.of(), at),
                new NoRunbooks(),
                ledger,
                new SoleOwner(ledger, NAME));
    }

    private static final class Silent implements Receiver {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Delivery deliver(Page page, Optional<String> reference) {
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
            return List.of("a replay does nothing");
        }

        @Override
        public Actuation walk(RunbookRun run, Actuation.Mode mode) {
            return new Actuation.Refused("a replay does nothing");
        }
    }
}
