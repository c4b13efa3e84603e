// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import io.tocsin.app.replay.RuleFiles;
import io.tocsin.fakes.FakeVendors;
import io.tocsin.fakes.ManualClock;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.decision.Flag;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.node.NodeParts;
import io.tocsin.pipeline.node.SteppedEngine;
import io.tocsin.pipeline.response.Receiver;
import io.tocsin.pipeline.store.InMemoryStore;
import io.tocsin.pipeline.tenant.Routing;
import io.tocsin.receivers.Receivers;
import io.tocsin.receivers.Secret;
import io.tocsin.receivers.page.PageRenderer;
import io.tocsin.receivers.pagerduty.PagerDutySettings;
import io.tocsin.receivers.slackops.SlackOpsSettings;
import io.tocsin.runbooks.CamelRunbooks;
import io.tocsin.runbooks.book.Surroundings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A node on a virtual clock whose vendors are stand-ins on this host. One thread moves the clock; the engine may be asked
 * by others.
 */
final class DemoNode implements AutoCloseable {
    /** Receiver of what must wake somebody. */
    static final String PAGER = "pagerduty";
    /** Receiver of what can wait. */
    static final String CHAT = "slack";

    static final String CHANNEL = "#llm-ops";

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** The stand-ins accept any well-formed key; these are none of anybody's. */
    private static final String NO_KEY = "00000000000000000000000000000000";

    private static final String NO_TOKEN = "xoxb-demo-token";

    private final ManualClock clock;
    private final FakeVendors vendors;
    private final CamelRunbooks runbooks;
    private final Receivers receivers;
    private final SteppedEngine engine;

    /**
     * Starts everything.
     *
     * @param runbooksFolder the automations
     * @param start where the clock stands
     * @param address where pages point to
     */
    DemoNode(RuleFiles rules, Path runbooksFolder, Instant start, URI address) {
        clock = ManualClock.at(start);
        vendors = FakeVendors.start(clock).withoutRateLimits();
        Present present = new Present();
        runbooks = CamelRunbooks.open(runbooksFolder, present);
        receivers = Receivers.open(List.of(
                new PagerDutySettings(PAGER, Secret.of(NO_KEY), vendors.pagerDuty().url(), TIMEOUT),
                new SlackOpsSettings(CHAT, Secret.of(NO_TOKEN), CHANNEL, vendors.slack().apiUrl(), TIMEOUT)));
        Map<String, Receiver> byName =
                receivers.all().stream().collect(Collectors.toMap(Receiver::name, Function.identity()));
        engine = new SteppedEngine(
                new NodeParts(
                        new InMemoryStore(),
                        rules.rulebase(),
                        rules.policy(),
                        Routing.of(PAGER, CHAT),
                        byName,
                        PageRenderer.at(address),
                        runbooks),
                start);
        present.engine = engine;
    }

    SteppedEngine engine() {
        return engine;
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
        engine.close();
        receivers.close();
        runbooks.close();
        vendors.close();
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
        public Optional<Flag> flag(String key) {
            SteppedEngine now = engine;
            return now == null ? Optional.empty() : now.flag(key);
        }
    }
}
