// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertClass;
import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.fact.HourlySpend;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.fact.SessionFact;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Facts for the rulebase's own tests. */
public final class TestFacts {
    public static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");

    private TestFacts() {}

    public static Limits limits(Map<String, Double> numbers) {
        return name -> numbers.getOrDefault(name, Double.NaN);
    }

    public static HourlySpend spend(double usd, double timesBaseline, Limits limits) {
        return spend(usd, timesBaseline, 400, limits);
    }

    public static HourlySpend spend(double usd, double timesBaseline, long requests, Limits limits) {
        Scope scope = new Scope(ScopeKind.TEAM, "default", "search");
        double baseline = usd / timesBaseline;
        return new HourlySpend(
                scope, AT, limits, usd, usd, baseline, timesBaseline, 200, requests, "opus", 0.9, List.of(), "median");
    }

    public static SessionFact session(double requestsPerMinute, long growthStreak, double usd, Limits limits) {
        Scope scope = new Scope(ScopeKind.SESSION, "default", "8f2c");
        return new SessionFact(
                scope,
                AT,
                limits,
                "chat",
                "anna",
                "opus",
                40,
                requestsPerMinute,
                growthStreak,
                6,
                120_000,
                usd,
                usd,
                1);
    }

    /** An open alert of which nothing else matters. */
    public static LiveAlert live(String id, String rule, Scope scope, Severity severity, AlertState state) {
        Alert alert = new Alert(
                rule,
                AlertClass.COST,
                severity,
                scope,
                "",
                "",
                Map.of(),
                List.of(),
                "",
                List.of(),
                0,
                0,
                null,
                false,
                false,
                false);
        return new LiveAlert(id, alert, state, AT, null, null, null, List.of(), List.of());
    }
}
