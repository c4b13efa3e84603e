// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.page;

import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.Engine;
import io.tocsin.server.http.Exchange;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** {@code GET /}: what needs a human now. Thread-safe. */
final class HomePage {
    private static final int REFRESH_SECONDS = 15;
    private static final Comparator<LiveAlert> URGENCY = Comparator.comparing(
                    (LiveAlert live) -> live.state() == AlertState.FIRING ? 0 : 1)
            .thenComparing(live -> live.alert().severity(), Comparator.reverseOrder())
            .thenComparing(LiveAlert::startsAt, Comparator.reverseOrder());

    private final Engine engine;

    /** Of an engine. */
    HomePage(Engine engine) {
        this.engine = engine;
    }

    /** Shows it. */
    public void show(Exchange exchange) {
        List<LiveAlert> open = engine.alerts().stream()
                .filter(live -> live.state().open())
                .sorted(URGENCY)
                .toList();
        List<RunbookRun> runs =
                engine.runs().stream().filter(run -> !run.state().ended()).toList();
        String title = open.isEmpty() ? "No alerts" : open.size() + " open";
        Layout.send(exchange, 200, title, REFRESH_SECONDS, html -> {
            runs(html, runs);
            html.element("h1", open.isEmpty() ? "No open alerts" : "Open alerts");
            open.forEach(live -> alert(html, live));
            footer(html);
        });
    }

    private static void runs(Html html, List<RunbookRun> runs) {
        if (runs.isEmpty()) {
            return;
        }
        html.element("h1", "Automations");
        runs.forEach(run -> RunCard.write(html, run));
    }

    private void alert(Html html, LiveAlert live) {
        String severity = live.alert().severity().word();
        html.open("a", "class", "card " + severity, "href", Actions.path("alerts", live.id()));
        html.open("div", "class", "meta").element("span", severity, "class", "chip " + severity);
        html.element("span", live.alert().scope().label());
        html.element("span", "for " + Words.duration(Duration.between(live.startsAt(), engine.now())));
        if (live.acknowledgedBy() != null) {
            html.element("span", "taken by " + live.acknowledgedBy());
        }
        html.close("div").element("strong", live.alert().summary());
        html.element("span", live.alert().rule(), "class", "muted").close("a");
    }

    private void footer(Html html) {
        Engine.Ledger ledger = engine.ledger();
        long settled =
                ledger.outcomes().values().stream().mapToLong(Long::longValue).sum();
        String signals = ledger.accepted() == 1 ? " signal accepted" : " signals accepted";
        html.open("footer").element("span", Words.number(ledger.accepted()) + signals);
        html.element("span", settled == ledger.accepted() ? "every one accounted for" : settled + " accounted for yet");
        long letters = ledger.outcomes().getOrDefault("dead-letter", 0L);
        if (letters > 0) {
            html.element("a", Words.number(letters) + " not understood", "href", "/api/v1/dead-letters");
        }
        html.element("span", "clock " + Words.time(engine.now()));
        if (!engine.ready()) {
            html.element("span", "not ready", "class", "chip critical");
        }
        html.close("footer");
    }
}
