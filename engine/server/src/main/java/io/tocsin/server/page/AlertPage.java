// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.page;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.Evidence;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code /alerts/{id}}: why an alert fired, who is behind it, what changed before, and a button to take it. Thread-safe. */
final class AlertPage {
    private static final String COLLECTION = "alerts";

    private final Engine engine;
    private final Actions actions;

    AlertPage(Engine engine, Actions actions) {
        this.engine = engine;
        this.actions = actions;
    }

    /** Shows it. */
    public void show(Exchange exchange) {
        Optional<LiveAlert> found = engine.alert(exchange.segment("id"));
        if (found.isEmpty()) {
            exchange.refuse(Refusal.notFound("there is no alert of that id in the last 24 hours"));
            return;
        }
        LiveAlert live = found.get();
        Layout.send(exchange, 200, live.alert().summary(), html -> {
            header(html, live);
            if (live.state() == AlertState.FIRING) {
                String subject = Actions.path(COLLECTION, live.id());
                actions.buttons(
                        html,
                        exchange,
                        subject,
                        List.of(new Forms.Button("Acknowledge", subject + "/acknowledge", "primary")));
            }
            why(html, live.alert());
            who(html, live.alert());
            changes(html, live.changes());
            past(html, live.past());
            runs(html, live);
            Layout.timeline(html, live.timeline());
        });
    }

    /** Takes it. */
    public void acknowledge(Exchange exchange) {
        String id = exchange.segment("id");
        actions.give(exchange, Actions.path(COLLECTION, id), by -> new Command.Acknowledge(id, by));
    }

    private void header(Html html, LiveAlert live) {
        String severity = live.alert().severity().word();
        html.open("div", "class", "meta").element("span", severity, "class", "chip " + severity);
        html.element("span", Words.plain(live.state()), "class", "chip");
        html.element("span", live.alert().scope().label());
        html.element("span", "since " + Words.time(live.startsAt()));
        if (live.resolvedAt() == null) {
            html.element("span", "for " + Words.duration(Duration.between(live.startsAt(), engine.now())));
        }
        if (live.acknowledgedBy() != null) {
            html.element("span", "taken by " + live.acknowledgedBy());
        }
        html.close("div").element("h1", live.alert().summary());
        html.open("p", "class", "muted").element("code", live.alert().rule()).close("p");
        stake(html, live.alert().usdPerHour(), live.alert().usdSoFar());
    }

    /** A one-off costs what it cost and has no rate. */
    private static void stake(Html html, double usdPerHour, double usdSoFar) {
        String soFar = Words.usd(usdSoFar) + " so far";
        if (usdPerHour > 0) {
            html.open("p", "class", "stake").element("strong", Words.usd(usdPerHour) + " per hour");
            html.element("span", soFar).close("p");
        } else if (usdSoFar > 0) {
            html.open("p", "class", "stake").element("strong", soFar).close("p");
        }
    }

    private static void why(Html html, Alert alert) {
        html.element("h2", "Why it fired").open("div", "class", "rows");
        for (Evidence evidence : alert.evidence()) {
            html.open("div", "class", "row").element("code", evidence.condition());
            if (!Double.isNaN(evidence.actual()) && !Double.isNaN(evidence.threshold())) {
                html.open("span", "class", "figures").element("strong", Words.number(evidence.actual()));
                html.element("span", "limit " + Words.number(evidence.threshold()), "class", "muted")
                        .close("span");
                Bar.measured(html, evidence.actual(), evidence.threshold());
            }
            html.close("div");
        }
        html.close("div");
        if (!alert.basis().isEmpty()) {
            html.element("p", "Normal is " + alert.basis() + ".", "class", "muted");
        }
    }

    private static void who(Html html, Alert alert) {
        if (alert.contributors().isEmpty()) {
            return;
        }
        html.element("h2", "Who is behind it").open("div", "class", "rows");
        alert.contributors().forEach(part -> {
            html.open("div", "class", "row").element("span", part.label()).open("span", "class", "figures");
            html.element("strong", Math.round(part.ratio() * 100) + " %");
            html.element("span", Words.number(part.amount()), "class", "muted").close("span");
            Bar.share(html, part.ratio());
            html.close("div");
        });
        html.close("div");
    }

    private static void changes(Html html, List<String> changes) {
        html.element("h2", "What changed in the hour before");
        if (changes.isEmpty()) {
            html.element("p", "Nothing that was told.", "class", "muted");
            return;
        }
        html.open("ul");
        changes.forEach(change -> html.element("li", change));
        html.close("ul");
    }

    private static void past(Html html, List<String> past) {
        if (!past.isEmpty()) {
            html.element("h2", "Alerts like it, and how they ended").open("ul");
            past.forEach(one -> html.element("li", one));
            html.close("ul");
        }
    }

    private void runs(Html html, LiveAlert live) {
        List<RunbookRun> runs = engine.runs().stream()
                .filter(run -> run.alertId().equals(live.id()))
                .toList();
        if (runs.isEmpty() && live.alert().runbook() == null) {
            return;
        }
        html.element("h2", "What to do");
        if (runs.isEmpty()) {
            html.element("p", "Runbook " + live.alert().runbook() + "; nothing has been proposed yet.");
        }
        runs.forEach(run -> RunCard.write(html, run));
    }
}
