// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.decision;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.decision.Flag;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.route.RouteAdvisor;
import io.tocsin.pipeline.route.RouteRequest;
import io.tocsin.server.http.Endpoint;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.JsonBody;
import io.tocsin.server.http.JsonFields;
import io.tocsin.server.http.Refusal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/route}: which model to use for a request, with reasons and figures. It reserves nothing. Thread-safe. */
public final class RouteEndpoint implements Endpoint {
    private static final long MAX_TOKENS = 100_000_000;
    private static final double MAX_USD = 1e6;
    private static final double MAX_COMPLEXITY = 10;
    private static final List<String> FIELDS = List.of(
            "tenant",
            "team",
            "feature",
            "task",
            "complexity",
            "reasoning",
            "userTier",
            "contextTokens",
            "maxOutputTokens",
            "cachedTokens",
            "currentModel",
            "workspace",
            "parameters",
            "models",
            "budgetUsd",
            "valueUsd");

    private final Engine engine;
    private final RouteAdvisor advisor;
    private final String tenant;

    /** Of an engine; the tenant is the one that asks when the body names none. */
    public RouteEndpoint(Engine engine, RouteAdvisor advisor, String tenant) {
        this.engine = engine;
        this.advisor = advisor;
        this.tenant = tenant;
    }

    @Override
    public void serve(Exchange exchange) {
        if (!advisor.advises()) {
            exchange.refuse(Refusal.of(
                    404, "no-advice", "this installation gives no advice on models", "add routes.yaml to the rules"));
            return;
        }
        JsonBody.read(exchange, body -> {
            try {
                RouteRequest request = request(body);
                exchange.then(
                        exchange.context()
                                .executeBlocking(() -> advice(request), false)
                                .toCompletionStage(),
                        (advice, thrown) -> answer(exchange, advice, thrown));
            } catch (JsonFields.Flawed flawed) {
                exchange.refuse(flawed.refusal());
            }
        });
    }

    private static void answer(Exchange exchange, @Nullable String advice, @Nullable Throwable thrown) {
        if (advice == null) {
            throw new IllegalStateException("no advice could be given", thrown);
        }
        exchange.json(200, advice);
    }

    private RouteRequest request(JsonNode body) {
        JsonFields fields = new JsonFields(body).allow(FIELDS);
        long context = fields.whole("contextTokens", 0, MAX_TOKENS, -1);
        if (context < 0) {
            throw new JsonFields.Flawed(
                    "contextTokens", "contextTokens must be a whole number", "say how many tokens the input has");
        }
        return new RouteRequest(
                scope(fields),
                fields.text("task", ""),
                fields.number("complexity", 0, MAX_COMPLEXITY),
                fields.flag("reasoning", false),
                fields.text("userTier", ""),
                context,
                fields.whole("maxOutputTokens", 0, MAX_TOKENS, 0),
                fields.whole("cachedTokens", 0, context, 0),
                fields.text("currentModel", ""),
                fields.text("workspace", ""),
                fields.texts("parameters"),
                fields.texts("models"),
                fields.number("budgetUsd", 0, MAX_USD),
                fields.number("valueUsd", 0, MAX_USD));
    }

    private Scope scope(JsonFields fields) {
        String of = fields.text("tenant", tenant);
        String feature = fields.text("feature");
        String team = fields.text("team");
        if (feature != null) {
            return new Scope(ScopeKind.FEATURE, of, feature);
        }
        return team == null ? Scope.tenant(of) : new Scope(ScopeKind.TEAM, of, team);
    }

    private String advice(RouteRequest request) {
        Scope scope = request.scope();
        String tier = engine.flag(scope.tenant(), "llm.tier." + scope.id())
                .map(Flag::value)
                .orElse("");
        Set<Scope> busy = engine.alerts().stream()
                .filter(alert -> alert.state().open())
                .map(LiveAlert::alert)
                .map(alert -> alert.scope())
                .filter(about -> about.kind() == ScopeKind.POOL)
                .collect(Collectors.toSet());
        return RouteDocument.of(advisor.advise(request, tier, busy::contains, engine.now()), engine.now());
    }
}
