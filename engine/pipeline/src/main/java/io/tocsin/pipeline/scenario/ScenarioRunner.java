// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.scenario;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.decision.Decision;
import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.ProviderState;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.scenario.Scenario.OnAlerts;
import io.tocsin.pipeline.scenario.Scenario.OnFact;
import io.tocsin.pipeline.scenario.Scenario.Outcome;
import io.tocsin.pipeline.scenario.Scenario.Story;
import io.tocsin.pipeline.shard.Policy;
import io.tocsin.rulebase.Correlator;
import io.tocsin.rulebase.Coverage;
import io.tocsin.rulebase.Coverage.Judged;
import io.tocsin.rulebase.CoveredRulebase;
import io.tocsin.rulebase.Evaluator;
import io.tocsin.rulebase.RuleInfo;
import io.tocsin.rulebase.Rulebase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Runs scenarios against rules with their thresholds and prices, and knows what they covered. Not thread-safe; to be
 * closed.
 */
public final class ScenarioRunner implements AutoCloseable {
    private static final Instant AT = StoryReader.START;

    private final CoveredRulebase rules;
    private final Policy policy;
    private final Evaluator evaluator;

    /** For these rules, thresholds and prices; budgets are left out, they belong to an installation. */
    public ScenarioRunner(Rulebase rules, Policy policy) {
        this.rules = rules.covered();
        this.policy = Policy.of(policy.thresholds(), policy.prices(), List.of(), policy.expectations());
        this.evaluator = this.rules.evaluator();
    }

    /** What all scenarios so far have seen of the rules. */
    public Coverage coverage() {
        return rules.coverage();
    }

    /** Runs one scenario. */
    public Verdict run(Scenario scenario) {
        long started = System.nanoTime();
        List<String> near = new ArrayList<>();
        List<String> differences;
        if (scenario instanceof OnFact one) {
            differences = onFact(one, near);
        } else if (scenario instanceof OnAlerts several) {
            differences = onAlerts(several);
        } else {
            differences = new StoryRun((Story) scenario, rules, policy).run(near);
        }
        return new Verdict(scenario, differences, near, (System.nanoTime() - started) / 1e9);
    }

    private List<String> onFact(OnFact scenario, List<String> near) {
        RuleInfo rule = rules.rules().get(scenario.rule());
        String type = rule == null ? "" : rule.fact();
        Outcome outcome = scenario.outcome();
        Fact fact = FactMaker.of(
                type,
                scenario.about().orElseGet(() -> FactMaker.usual(type)),
                scenario.values(),
                AT,
                scope -> policy.thresholds().limits(scope, AT, id -> outcome.holds() && id.equals(scenario.rule())));
        List<Alert> stated = evaluator.evaluate(fact).stream()
                .filter(alert -> alert.rule().equals(scenario.rule()))
                .toList();
        if (stated.isEmpty() == outcome.stated()) {
            near.addAll(lines(rules.coverage().explain(scenario.rule(), fact), outcome.stated()));
            return List.of(
                    outcome.stated()
                            ? "expected an alert of " + scenario.rule() + ", there was none"
                            : "expected no alert of " + scenario.rule() + ", was: "
                                    + stated.get(0).summary());
        }
        return stated.stream()
                .flatMap(alert -> scenario.alert().differences(alert).stream())
                .toList();
    }

    /** The conditions that failed, or all when they should have; a failing one first. */
    static List<String> lines(List<Judged> judged, boolean shouldHold) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            Judged one = judged.get(i);
            if (!one.holds() || !shouldHold) {
                lines.add("condition " + (i + 1) + " of " + judged.size() + ", line " + one.line() + ", is "
                        + (one.holds() ? "true" : "false") + ": " + one.text()
                        + (one.numbers().isEmpty() ? "" : "  (" + one.numbers() + ")"));
            }
        }
        return lines;
    }

    private List<String> onAlerts(OnAlerts scenario) {
        List<String> differences = new ArrayList<>();
        Map<String, Set<String>> decided = decided(scenario);
        new TreeMap<>(scenario.expected()).forEach((kind, expected) -> {
            Set<String> actual = decided.getOrDefault(kind, Set.of());
            missing(expected, actual)
                    .forEach(name -> differences.add("expected " + kind + " of " + name + ", was not decided"));
            missing(actual, expected)
                    .forEach(name -> differences.add("expected no " + kind + " of " + name + ", was decided"));
        });
        return differences;
    }

    private static Set<String> missing(Set<String> from, Set<String> in) {
        Set<String> missing = new TreeSet<>(from);
        missing.removeAll(in);
        return missing;
    }

    /** Alerts by kind of decision; what is held is told nobody, so it is not among the pages and posts. */
    private Map<String, Set<String>> decided(OnAlerts scenario) {
        Map<String, Set<String>> decided = new TreeMap<>();
        try (Correlator correlator = rules.correlator()) {
            scenario.providers().forEach(values -> correlator.provider(provider(values)));
            new TreeMap<>(scenario.alerts()).forEach((name, alert) -> correlator.alert(alert.live(name, AT)));
            List<Decision> decisions = correlator.decide();
            Set<String> held = new TreeSet<>();
            decisions.stream().filter(Decision.Hold.class::isInstance).forEach(hold -> held.add(hold.alertId()));
            decisions.forEach(decision -> {
                String kind = decision.match(Kinds.WORD);
                if (kind.equals("hold") || kind.equals("propose") || !held.contains(decision.alertId())) {
                    decided.computeIfAbsent(kind, any -> new TreeSet<>()).add(decision.alertId());
                }
            });
        }
        return decided;
    }

    private ProviderState provider(Map<String, String> values) {
        Scope scope = new Scope(ScopeKind.PROVIDER, "default", values.getOrDefault("provider", "anthropic"));
        return (ProviderState) FactMaker.of(
                "ProviderState", scope, values, AT, about -> policy.thresholds().limits(about, AT, id -> false));
    }

    @Override
    public void close() {
        evaluator.close();
    }

    private enum Kinds implements Decision.Cases<String> {
        WORD;

        @Override
        public String notify(Decision.Notify notify) {
            return notify.channel() == Decision.Channel.PAGE ? "page" : "chat";
        }

        @Override
        public String propose(Decision.Propose propose) {
            return "propose";
        }

        @Override
        public String hold(Decision.Hold hold) {
            return "hold";
        }
    }
}
