// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertClass;
import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.response.RunbookRun.State;
import io.tocsin.model.response.RunbookRun.Verdict;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.Engine;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

class StoryCheckTest {
    private static final Instant AT = Instant.parse("2026-11-24T03:00:00Z");
    private static final Scope SEARCH = new Scope(ScopeKind.TEAM, "default", "search");

    private final List<LiveAlert> alerts = new ArrayList<>(List.of(
            alert("limits.rate-limit-warning", new Scope(ScopeKind.POOL, "default", "main/sonnet"), Severity.WARNING),
            alert("cost.context-bloat", new Scope(ScopeKind.FEATURE, "default", "support-bot"), Severity.WARNING),
            alert("cost.hourly-spend-spike", SEARCH, Severity.CRITICAL)));
    private final List<Outbound> pages = new ArrayList<>(List.of(
            trigger("slack", "limits.rate-limit-warning"),
            trigger("slack", "cost.context-bloat"),
            trigger("pagerduty", "cost.hourly-spend-spike")));
    private final List<RunbookRun> runs = new ArrayList<>(List.of(run("demo", Verdict.EFFECTIVE, State.REVERTED)));
    private Engine.Ledger ledger = new Engine.Ledger(10, Map.of("alert", 2L, "no-match", 8L));

    private static LiveAlert alert(String rule, Scope scope, Severity severity) {
        return live(rule, scope, severity, AlertState.RESOLVED);
    }

    private static LiveAlert live(String rule, Scope scope, Severity severity, AlertState state) {
        Alert alert = new Alert(
                rule, AlertClass.COST, severity, scope, "", "", Map.of(), List.of(), "", List.of(), 0, 0, null, true,
                true, false);
        return new LiveAlert(rule, alert, state, AT, AT, null, AT, List.of(), List.of());
    }

    private static Outbound trigger(String receiver, String alertId) {
        return new Outbound(AT, receiver, "trigger", alertId, "title");
    }

    private static RunbookRun run(@Nullable String by, Verdict verdict, State state) {
        return new RunbookRun(
                "run", "tier-downgrade", "cost.hourly-spend-spike", SEARCH, state, true, "effect", by, verdict, AT, AT,
                10, 5, List.of());
    }

    private List<String> missing() {
        return StoryCheck.missing(new StoryRecord(7, alerts, pages, runs, BigDecimal.TEN, ledger));
    }

    @Test
    void isContentWhenTheStoryCameTrue() {
        assertThat(missing()).isEmpty();
    }

    @Test
    void missesAnAlertThatDidNotFireAndOneThatShouldNotHave() {
        // Given
        alerts.remove(1);
        assertThat(missing()).singleElement().asString().startsWith("fired [");

        // When
        alerts.add(1, alert("latency.slo", SEARCH, Severity.WARNING));
        pages.add(trigger("slack", "latency.slo"));

        // Then
        assertThat(missing()).singleElement().asString().contains("latency.slo");
    }

    @Test
    void missesAPageAndRefusesASecondOne() {
        // When
        pages.remove(0);
        pages.add(trigger("slack", "cost.hourly-spend-spike"));

        // Then
        assertThat(missing())
                .containsExactly(
                        "limits.rate-limit-warning pool=main/sonnet was told to [] instead of once to slack",
                        "cost.hourly-spend-spike team=search was told to [pagerduty, slack] instead of once to"
                                + " pagerduty");
    }

    @Test
    void missesAnAlertThatGoesOn() {
        // When
        alerts.set(2, live("cost.hourly-spend-spike", SEARCH, Severity.CRITICAL, AlertState.FIRING));

        // Then
        assertThat(missing()).containsExactly("cost.hourly-spend-spike team=search did not resolve");
    }

    @Test
    void missesARunThatDidNotHelpOrNobodyApproved() {
        // Given
        runs.set(0, run(null, Verdict.INEFFECTIVE, State.HELD));

        // Then
        assertThat(missing())
                .containsExactly(
                        "tier-downgrade was not dry-run and approved",
                        "tier-downgrade was not verified effective, but INEFFECTIVE",
                        "tier-downgrade was not taken back at the end of its lease, it is HELD");
    }

    @Test
    void missesASignalWithoutAnOutcome() {
        // When
        ledger = new Engine.Ledger(11, ledger.outcomes());

        // Then
        assertThat(missing()).containsExactly("11 signals were accepted, 10 have an outcome");
    }
}
