// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;
import java.util.Optional;
import java.util.function.BiFunction;

/** {@code /api/v1/runs} and {@code /api/v1/automation}: look at runs of runbooks and decide on them. Thread-safe. */
public final class RunEndpoints {
    private final Engine engine;
    private final Commands commands;

    /** Of an engine. */
    public RunEndpoints(Engine engine) {
        this.engine = engine;
        this.commands = new Commands(engine);
    }

    /** {@code GET /api/v1/runs}. */
    public void list(Exchange exchange) {
        ArrayNode runs = JsonNodeFactory.instance.arrayNode();
        engine.runs().forEach(run -> runs.add(Documents.run(run)));
        exchange.json(200, "{\"runs\":" + runs + "}");
    }

    /** {@code GET /api/v1/runs/{id}}. */
    public void one(Exchange exchange) {
        Optional<RunbookRun> run = find(exchange);
        if (run.isPresent()) {
            exchange.json(200, Documents.run(run.get()).toString());
        } else {
            exchange.refuse(unknown());
        }
    }

    /** {@code POST /api/v1/runs/{id}/approve}. */
    public void approve(Exchange exchange) {
        decide(exchange, Command.Approve::new);
    }

    /** {@code POST /api/v1/runs/{id}/deny}. */
    public void deny(Exchange exchange) {
        decide(exchange, Command.Deny::new);
    }

    /** {@code POST /api/v1/runs/{id}/revert}. */
    public void revert(Exchange exchange) {
        decide(exchange, Command.Revert::new);
    }

    /** {@code POST /api/v1/automation/stop}. */
    public void stop(Exchange exchange) {
        commands.give(
                exchange, (by, body) -> new Command.Stop(body.path("reason").asText("no reason given"), by));
    }

    /** {@code POST /api/v1/automation/release}. */
    public void release(Exchange exchange) {
        commands.give(exchange, Command.Release::new);
    }

    private void decide(Exchange exchange, BiFunction<String, String, Command> command) {
        Optional<RunbookRun> run = find(exchange);
        if (run.isPresent()) {
            commands.give(exchange, by -> command.apply(run.get().id(), by));
        } else {
            exchange.refuse(unknown());
        }
    }

    private Optional<RunbookRun> find(Exchange exchange) {
        String id = exchange.segment("id");
        return engine.runs().stream().filter(run -> run.id().equals(id)).findFirst();
    }

    private static Refusal unknown() {
        return Refusal.notFound("there is no run of that id in the last 24 hours");
    }
}
