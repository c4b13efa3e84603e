// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.page;

import io.tocsin.model.response.RunbookRun;

/** A run as an entry of a list: how far it is, on whom, and what it changes; it leads to the run's page. */
final class RunCard {
    private RunCard() {}

    static void write(Html html, RunbookRun run) {
        boolean waits = run.state() == RunbookRun.State.AWAITING_APPROVAL;
        html.open("a", "class", waits ? "card waits" : "card", "href", Actions.path("runs", run.id()));
        html.open("div", "class", "meta").element("span", Words.plain(run.state()), "class", "chip");
        html.element("span", run.runbook())
                .element("span", run.target().label())
                .close("div");
        html.element("strong", waits ? "Needs your approval: " + run.effect() : run.effect())
                .close("a");
    }
}
