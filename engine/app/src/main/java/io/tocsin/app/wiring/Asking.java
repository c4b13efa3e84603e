// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.settings.PollerSettings;
import io.tocsin.app.settings.Settings;
import io.tocsin.app.settings.bind.Secret;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.ClusterView;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.sources.anthropic.ReportQuestion;
import io.tocsin.sources.anthropic.ReportQuestion.Kind;
import io.tocsin.sources.poll.Fetcher;
import io.tocsin.sources.poll.HttpFetcher;
import io.tocsin.sources.poll.Poll;
import io.tocsin.sources.poll.Poller;
import io.tocsin.sources.poll.Question;
import io.tocsin.sources.statuspage.StatusQuestion;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What providers are asked for, from the settings. */
final class Asking {
    private Asking() {}

    /** The pollers; they ask nothing until they are started. */
    static List<Poller> pollers(Settings settings, PriceBook prices, Engine engine, Clock clock) {
        Fetcher fetcher = new HttpFetcher(HttpFetcher.REPORT_BYTES);
        Poller.Sink sink = new Turn(engine);
        return settings.pollers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue()
                        .match(new Polls(entry.getKey(), settings.server().tenant(), prices)))
                .map(poll -> new Poller(poll, fetcher, sink, clock, new Random()))
                .toList();
    }

    /**
     * Of a cluster the oldest member asks: when it goes another one is the oldest. After a cut both sides ask; what they read
     * has the same ids.
     */
    private record Turn(Engine engine) implements Poller.Sink {
        @Override
        public CompletionStage<?> accept(List<Signal> signals) {
            return engine.accept(signals);
        }

        @Override
        public boolean turn() {
            Optional<ClusterView> cluster = engine.cluster();
            return cluster.isEmpty()
                    || cluster.get().oldest().equals(cluster.get().self());
        }

        @Override
        public boolean open() {
            return engine.ready() && !engine.overloaded();
        }
    }

    /** The poll of a name. */
    private record Polls(String name, String ownTenant, PriceBook prices) implements PollerSettings.Cases<Poll> {
        @Override
        public Poll statuspage(PollerSettings.Statuspage settings) {
            Question question =
                    new StatusQuestion(Poll.source(name), settings.url(), Set.copyOf(settings.components()), prices);
            return new Poll(
                    name, settings.tenant().orElse(ownTenant), question, settings.interval(), settings.timeout());
        }

        @Override
        public Poll usage(PollerSettings.AnthropicUsage settings) {
            Question question = report(Kind.USAGE, settings.baseUri(), settings.adminKey(), settings.days());
            return new Poll(
                    name, settings.tenant().orElse(ownTenant), question, settings.interval(), settings.timeout());
        }

        @Override
        public Poll cost(PollerSettings.AnthropicCost settings) {
            Question question = report(Kind.COST, settings.baseUri(), settings.adminKey(), settings.days());
            return new Poll(
                    name, settings.tenant().orElse(ownTenant), question, settings.interval(), settings.timeout());
        }

        private Question report(Kind kind, URI base, Secret key, int days) {
            return new ReportQuestion(kind, Poll.source(name), base, key.reveal(), days, prices);
        }
    }
}
