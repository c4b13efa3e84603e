// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.Severity;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /api/v1/alerts}: look at alerts and take them. Thread-safe. */
public final class AlertEndpoints {
    private static final String OPEN = "open";

    private final Engine engine;
    private final Commands commands;

    /** Of an engine. */
    public AlertEndpoints(Engine engine) {
        this.engine = engine;
        this.commands = new Commands(engine);
    }

    /** {@code GET /api/v1/alerts?state=&rule=&severity=}. */
    public void list(Exchange exchange) {
        String state = exchange.query("state");
        String severity = exchange.query("severity");
        String rule = exchange.query("rule");
        Optional<Refusal> wrong = oneOf("state", state, states()).or(() -> oneOf("severity", severity, severities()));
        if (wrong.isPresent()) {
            exchange.refuse(wrong.get());
            return;
        }
        ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
        engine.alerts().stream()
                .filter(live -> state.isEmpty() || inState(live.state(), state))
                .filter(live -> rule.isEmpty() || live.alert().rule().equals(rule))
                .filter(live ->
                        severity.isEmpty() || live.alert().severity().word().equals(severity))
                .forEach(live -> alerts.add(Documents.alert(live)));
        exchange.json(200, "{\"alerts\":" + alerts + "}");
    }

    /** {@code GET /api/v1/alerts/{id}}. */
    public void one(Exchange exchange) {
        Optional<LiveAlert> alert = engine.alert(exchange.segment("id"));
        if (alert.isPresent()) {
            exchange.json(200, Documents.alert(alert.get()).toString());
        } else {
            exchange.refuse(unknown());
        }
    }

    /** {@code POST /api/v1/alerts/{id}/acknowledge}. */
    public void acknowledge(Exchange exchange) {
        String id = exchange.segment("id");
        if (engine.alert(id).isEmpty()) {
            exchange.refuse(unknown());
        } else {
            commands.give(exchange, by -> new Command.Acknowledge(id, by));
        }
    }

    private static Refusal unknown() {
        return Refusal.notFound("there is no alert of that id in the last 24 hours");
    }

    private static boolean inState(AlertState state, String word) {
        return word.equals(OPEN) ? state.open() : Documents.word(state).equals(word);
    }

    private static List<String> states() {
        return Stream.concat(Stream.of(OPEN), Arrays.stream(AlertState.values()).map(Documents::word))
                .toList();
    }

    private static List<String> severities() {
        return Arrays.stream(Severity.values()).map(Severity::word).toList();
    }

    private static Optional<Refusal> oneOf(String name, String value, List<String> words) {
        return value.isEmpty() || words.contains(value)
                ? Optional.empty()
                : Optional.of(Refusal.field(name, name + " must be one of " + String.join(", ", words), ""));
    }
}
