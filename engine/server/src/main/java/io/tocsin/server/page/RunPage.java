// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.page;

import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** {@code /runs/{id}}: what an automation would change, and the buttons to let it or not. Thread-safe. */
final class RunPage {
    private static final String COLLECTION = "runs";

    private final Engine engine;
    private final Actions actions;

    RunPage(Engine engine, Actions actions) {
        this.engine = engine;
        this.actions = actions;
    }

    /** Shows it. */
    public void show(Exchange exchange) {
        Optional<RunbookRun> found = find(exchange);
        if (found.isEmpty()) {
            exchange.refuse(Refusal.notFound("there is no run of that id in the last 24 hours"));
            return;
        }
        RunbookRun run = found.get();
        Layout.send(exchange, 200, run.runbook() + " on " + run.target().label(), html -> {
            html.open("div", "class", "meta").element("span", Words.plain(run.state()), "class", "chip");
            html.element("span", run.target().label());
            html.element("a", "the alert", "href", Actions.path("alerts", run.alertId()))
                    .close("div");
            html.element("h1", run.runbook() + " on " + run.target().label());
            effect(html, run);
            buttons(html, exchange, run);
            outcome(html, run);
            Layout.timeline(html, run.timeline());
        });
    }

    /** Lets it. */
    public void approve(Exchange exchange) {
        give(exchange, Command.Approve::new);
    }

    /** Does not let it. */
    public void deny(Exchange exchange) {
        give(exchange, Command.Deny::new);
    }

    /** Takes it back. */
    public void revert(Exchange exchange) {
        give(exchange, Command.Revert::new);
    }

    private void give(Exchange exchange, BiFunction<String, String, Command> command) {
        String id = exchange.segment("id");
        actions.give(exchange, Actions.path(COLLECTION, id), by -> command.apply(id, by));
    }

    private Optional<RunbookRun> find(Exchange exchange) {
        String id = exchange.segment("id");
        return engine.runs().stream().filter(run -> run.id().equals(id)).findFirst();
    }

    private static void effect(Html html, RunbookRun run) {
        html.element("h2", "Exact effect").element("pre", run.effect());
        html.open("div", "class", "meta");
        html.element(
                "span",
                run.dryRunOk() ? "dry run passed" : "dry run not passed",
                "class",
                run.dryRunOk() ? "chip good" : "chip critical");
        if (!Double.isNaN(run.usdPerHourBefore())) {
            html.element("span", "the target spends " + Words.usd(run.usdPerHourBefore()) + " per hour");
        }
        html.close("div");
    }

    private void buttons(Html html, Exchange exchange, RunbookRun run) {
        String path = Actions.path(COLLECTION, run.id());
        List<Forms.Button> buttons = switch (run.state()) {
            case AWAITING_APPROVAL ->
                List.of(
                        new Forms.Button("Approve", path + "/approve", "primary"),
                        new Forms.Button("Deny", path + "/deny", "plain"));
            case VERIFYING, HELD -> List.of(new Forms.Button("Take back now", path + "/revert", "plain"));
            default -> List.of();
        };
        if (buttons.isEmpty()) {
            html.element("p", "Nothing to decide.", "class", "muted");
        } else {
            actions.buttons(html, exchange, path, buttons);
        }
    }

    private static void outcome(Html html, RunbookRun run) {
        Instant acted = run.actedAt();
        if (acted == null) {
            return;
        }
        html.element("h2", "What came of it").open("dl");
        html.element("dt", "acted").element("dd", Words.time(acted));
        if (run.approvedBy() != null) {
            html.element("dt", "approved by").element("dd", run.approvedBy());
        }
        if (run.verified() != null) {
            html.element("dt", "verdict").element("dd", Words.plain(run.verified()));
        }
        html.element("dt", "saved").element("dd", Words.usd(run.savedUsd()));
        if (run.revertsAt() != null) {
            html.element("dt", "lease ends").element("dd", Words.time(run.revertsAt()));
        }
        html.close("dl");
    }
}
