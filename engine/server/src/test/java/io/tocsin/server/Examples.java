// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertClass;
import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.Evidence;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.alert.TimelineEntry;
import io.tocsin.model.decision.Flag;
import io.tocsin.model.fact.Contributor;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Alerts, runs and flags as an engine would show them. */
final class Examples {
    static final Instant START = FakeEngine.NOW.minus(Duration.ofMinutes(8));

    private Examples() {}

    static LiveAlert spike(String id, AlertState state) {
        return live(id, state, spike("Spend 10.8x normal: $412/h against $38/h for team=search"));
    }

    static LiveAlert live(String id, AlertState state, Alert alert) {
        boolean taken = state == AlertState.ACKNOWLEDGED;
        return new LiveAlert(
                id,
                alert,
                state,
                START,
                START,
                taken ? "anna" : null,
                state == AlertState.RESOLVED ? FakeEngine.NOW : null,
                List.of("02:58 deploy search-router 2.14 (gateway route table)"),
                List.of(
                        new TimelineEntry(START, "fired", "stated by cost.hourly-spend-spike"),
                        new TimelineEntry(START.plusSeconds(2), "paged", "oncall-pagerduty took it")));
    }

    static Alert spike(String summary) {
        return new Alert(
                "cost.hourly-spend-spike",
                AlertClass.COST,
                Severity.CRITICAL,
                new Scope(ScopeKind.TEAM, "default", "search"),
                "",
                summary,
                Map.of("model", "claude-opus-5"),
                List.of(
                        new Evidence("timesBaseline > limit(\"cost.hourly-spend-spike\")", "timesBaseline", 10.8, 10),
                        new Evidence("usd > limit(\"cost.hourly-spend-spike.floor-usd\")", "usd", 412.4, 5)),
                "the median of 28 same hours, $38.10",
                List.of(
                        new Contributor("model=claude-opus-5", 375.2, 0.91),
                        new Contributor("session=8f2c", 25.1, 0.06)),
                54.9,
                412.4,
                "tier-downgrade",
                true,
                true,
                false);
    }

    static Alert latency() {
        return new Alert(
                "latency.slo",
                AlertClass.LATENCY,
                Severity.WARNING,
                new Scope(ScopeKind.TIER, "default", "medium/under-10k"),
                "",
                "p95 of the medium tier is 17.2 s, 15 s are allowed",
                Map.of(),
                List.of(new Evidence("p95Seconds > limit(\"latency.slo\")", "p95Seconds", 17.2, 15)),
                "",
                List.of(),
                0,
                0,
                null,
                false,
                false,
                false);
    }

    static Alert bloat() {
        return new Alert(
                "cost.context-bloat",
                AlertClass.COST,
                Severity.WARNING,
                new Scope(ScopeKind.USER, "default", "anna"),
                "",
                "One request carried 60,000 input tokens",
                Map.of(),
                List.of(),
                "",
                List.of(),
                0.37,
                0,
                null,
                false,
                false,
                true);
    }

    static RunbookRun run(String id, RunbookRun.State state) {
        boolean acted = state == RunbookRun.State.HELD;
        return new RunbookRun(
                id,
                "tier-downgrade",
                "a1b2c3-1",
                new Scope(ScopeKind.TEAM, "default", "search"),
                state,
                true,
                "set llm.tier.search = economy for 60 min (was: no opinion)",
                acted ? "anna" : null,
                acted ? RunbookRun.Verdict.EFFECTIVE : null,
                acted ? START.plusSeconds(90) : null,
                acted ? START.plusSeconds(3_690) : null,
                412.4,
                acted ? 43.2 : 0,
                List.of(
                        new TimelineEntry(START.plusSeconds(3), "proposed", "for cost.hourly-spend-spike"),
                        new TimelineEntry(START.plusSeconds(4), "dry-run", "passed on the real route")));
    }

    static Flag tier() {
        return new Flag(
                "default",
                "llm.tier.search",
                "economy",
                "economy",
                "TARGETING_MATCH",
                Map.of("decisionId", "d-1", "rule", "cost.hourly-spend-spike"),
                START,
                FakeEngine.NOW.plusSeconds(3_600));
    }
}
