// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import io.tocsin.model.fact.RouteCandidate;
import io.tocsin.model.fact.RouteTask;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.route.RouteAdvisor;
import io.tocsin.pipeline.shard.Policy;
import io.tocsin.pipeline.testing.FaultyLedger;
import io.tocsin.pipeline.testing.FunctionRules;
import io.tocsin.pipeline.threshold.RouteBook;
import io.tocsin.pipeline.threshold.Thresholds;
import io.tocsin.pipeline.tier.QualityTiers;
import io.tocsin.server.source.Credential;
import io.tocsin.server.source.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A running server with a fake engine behind it, on a free port of the loopback address. */
final class ServerFixture implements AutoCloseable {
    static final String KEY = "a-key-of-24-characters--";
    static final Policy POLICY = Policy.of(
                    Thresholds.load(Path.of("../pipeline/src/test/resources/fold-thresholds.yaml")),
                    PriceBook.load(Path.of("../../rules/prices.yaml")),
                    List.of())
            .with(QualityTiers.load(Path.of("../../rules/quality-tiers.yaml")))
            .with(RouteBook.load(Path.of("../../rules/routes.yaml")));
    static final RouteAdvisor ADVISOR = new RouteAdvisor(
            POLICY,
            new FunctionRules()
                    .state("route.simple-task", RouteTask.class, task -> task.simple() && task.complexity() < 3)
                    .state("route.hard-task", RouteTask.class, task -> task.complexity() > 7)
                    .state(
                            "route.economy-tier",
                            RouteTask.class,
                            task -> task.qualityTier().equals("economy"))
                    .state("route.context-too-small", RouteCandidate.class, model -> model.contextRatio() > 1)
                    .state("route.over-budget", RouteCandidate.class, model -> model.budgetRatio() > 1)
                    .state("route.cold-cache", RouteCandidate.class, model -> model.coldCacheTimes() > 2)
                    .state("route.pool-busy", RouteCandidate.class, RouteCandidate::poolBusy)
                    .evaluator());
    static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    final FakeEngine engine = new FakeEngine();
    final FakeDoor events = new FakeDoor(false);
    final FakeDoor clouds = new FakeDoor(true);
    final FakeDoor otlp = new FakeDoor(false);
    final FakeDoor prometheus = new FakeDoor(false);
    final FakeDoor alertmanager = new FakeDoor(true);
    final FakeDoor litellm = new FakeDoor(true);
    final HandClock clock = new HandClock(FakeEngine.NOW);
    final FaultyLedger ledger = new FaultyLedger(clock);
    final Server server;

    ServerFixture() {
        this(settings -> settings);
    }

    /** With more sources than the usual ones. */
    static ServerFixture with(Source... more) {
        return new ServerFixture(settings -> {
            List<Source> all = new ArrayList<>(settings.sources());
            all.addAll(List.of(more));
            return settings.admitting(Map.of(), all);
        });
    }

    /** A source with keys in its path. */
    static Source keyed(String tool, String... keys) {
        return Source.of(tool, Credential.path(List.of(keys)));
    }

    ServerFixture(UnaryOperator<ServerSettings> changes) {
        Door broken = message -> {
            throw new IllegalStateException("a bug");
        };
        Map<String, Door> doors = Map.ofEntries(
                Map.entry("nativeevents", events),
                Map.entry("cloudevents", clouds),
                Map.entry("otlp-logs", otlp),
                Map.entry("otlp-metrics", otlp),
                Map.entry("otlp-traces", otlp),
                Map.entry("prometheus", prometheus),
                Map.entry("prometheus-alerts", prometheus),
                Map.entry("alertmanager", alertmanager),
                Map.entry("litellm", litellm),
                Map.entry("grafana", alertmanager),
                Map.entry("broken", broken),
                Map.entry("statuspage", events));
        List<Source> sources =
                List.of(keyed("alertmanager", KEY, KEY + "new"), keyed("litellm", KEY), keyed("statuspage", KEY));
        ServerSettings settings = changes.apply(
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).admitting(Map.of(), sources));
        server = Server.start(settings, engine, ledger, doors, ADVISOR, clock);
    }

    int port() {
        return server.port();
    }

    RawHttp.Answer get(String path) throws IOException {
        return RawHttp.ask(port(), "GET", path, Map.of(), new byte[0]);
    }

    RawHttp.Answer post(String path, String body) throws IOException {
        return post(path, JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    RawHttp.Answer post(String path, Map<String, String> headers, byte[] body) throws IOException {
        return RawHttp.ask(port(), "POST", path, headers, body);
    }

    @Override
    public void close() {
        server.close();
        engine.close();
    }
}
