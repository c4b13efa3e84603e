// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertClass;
import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.Evidence;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.alert.TimelineEntry;
import io.tocsin.model.fact.Contributor;
import io.tocsin.model.response.Page;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.response.RunbookRun.State;
import io.tocsin.model.response.RunbookRun.Verdict;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.receivers.page.PageRenderer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The spend spike of the documentation, and its pages. */
public final class Samples {
    public static final Instant FIRED = Instant.parse("2026-11-23T03:02:00Z");
    public static final Instant NOW = FIRED.plus(Duration.ofMinutes(3));
    public static final URI BASE = URI.create("http://127.0.0.1:7420");
    public static final String ID = "a1b2c3d4e5f60718-t9q2k";
    public static final Duration TIMEOUT = Duration.ofSeconds(2);

    private Samples() {}

    /** A rule's alert about a scope with these compared fields. */
    public static Alert alert(String rule, Scope scope, Map<String, Double> fields) {
        List<Evidence> evidence = fields.entrySet().stream()
                .map(e -> new Evidence(e.getKey() + " > limit", e.getKey(), e.getValue(), 1))
                .toList();
        return new Alert(
                rule,
                AlertClass.COST,
                Severity.CRITICAL,
                scope,
                "",
                "Hourly spend is 10.8x its baseline",
                Map.of(),
                evidence,
                "the median of 14 days",
                List.of(new Contributor("model=claude-opus", 375, 0.91)),
                206,
                374,
                "tier-downgrade",
                true,
                true,
                false);
    }

    public static Alert spike(String team) {
        return alert(
                "cost.hourly-spend-spike",
                new Scope(ScopeKind.TEAM, "default", team),
                Map.of("timesBaseline", 10.8, "usd", 412.0));
    }

    public static LiveAlert live(Alert alert, AlertState state) {
        boolean over = state == AlertState.RESOLVED;
        boolean taken = over || state == AlertState.ACKNOWLEDGED;
        return new LiveAlert(
                ID,
                alert,
                state,
                FIRED,
                FIRED,
                taken ? "anna" : null,
                over ? FIRED.plus(Duration.ofMinutes(38)) : null,
                List.of("02:58 deploy search-router 2.14 (gateway route table)", "02:31 price book"),
                List.of());
    }

    public static RunbookRun run(State state) {
        return run(state, null);
    }

    public static RunbookRun run(State state, @Nullable Verdict verdict) {
        boolean acted = state != State.PROPOSED && state != State.AWAITING_APPROVAL && state != State.REFUSED;
        return new RunbookRun(
                ID + ".tier-downgrade.1",
                "tier-downgrade",
                ID,
                new Scope(ScopeKind.TEAM, "default", "search"),
                state,
                true,
                "llm.tier.search = economy for 60 min",
                state == State.AWAITING_APPROVAL ? null : "anna",
                verdict,
                acted ? NOW : null,
                acted ? NOW.plus(Duration.ofHours(1)) : null,
                412,
                62,
                List.of(new TimelineEntry(NOW, "refused", "cooldown: pause is 15 min")));
    }

    /** The page of the spike on team=search. */
    public static Page page(Page.Action action) {
        AlertState state = action == Page.Action.RESOLVE
                ? AlertState.RESOLVED
                : action == Page.Action.ACKNOWLEDGE ? AlertState.ACKNOWLEDGED : AlertState.FIRING;
        State run = action == Page.Action.UPDATE ? State.VERIFYING : State.AWAITING_APPROVAL;
        return PageRenderer.at(BASE).page(action, live(spike("search"), state), Optional.of(run(run)), NOW);
    }

    /** A page whose every text is as its sender wants it. */
    public static Page hostile(String text) {
        return new Page(
                Page.Action.TRIGGER, ID, Severity.CRITICAL, text, List.of(text), Map.of(), Map.of("scope", text), NOW);
    }
}
