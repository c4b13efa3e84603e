// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.testing;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertClass;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.decision.Decision;
import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.ProviderState;
import io.tocsin.rulebase.Correlator;
import io.tocsin.rulebase.Evaluator;
import io.tocsin.rulebase.RuleInfo;
import io.tocsin.rulebase.Rulebase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rules as plain functions, so that the fold is tested without a rule engine. */
public final class FunctionRules implements Rulebase {
    private final List<Rule<?>> rules = new ArrayList<>();

    private record Rule<F extends Fact>(
            String id,
            Class<F> fact,
            boolean event,
            @Nullable String runbook,
            Predicate<F> when,
            Function<F, Severity> severity) {
        boolean holds(Fact any) {
            return fact.isInstance(any) && when.test(fact.cast(any));
        }

        Severity severityOf(Fact any) {
            return severity.apply(fact.cast(any));
        }
    }

    /** A rule whose alerts are states. */
    public <F extends Fact> FunctionRules state(String id, Class<F> fact, Predicate<F> when) {
        return state(id, fact, when, any -> Severity.CRITICAL);
    }

    /** A rule whose alerts are states, more or less severe. */
    public <F extends Fact> FunctionRules state(
            String id, Class<F> fact, Predicate<F> when, Function<F, Severity> severity) {
        rules.add(new Rule<>(id, fact, false, null, when, severity));
        return this;
    }

    /** A rule whose alerts are states and propose a runbook. */
    public <F extends Fact> FunctionRules state(String id, Class<F> fact, String runbook, Predicate<F> when) {
        rules.add(new Rule<>(id, fact, false, runbook, when, any -> Severity.CRITICAL));
        return this;
    }

    /** A rule whose alerts are one-offs. */
    public <F extends Fact> FunctionRules event(String id, Class<F> fact, Predicate<F> when) {
        return event(id, fact, when, any -> Severity.CRITICAL);
    }

    /** A rule whose alerts are one-offs, more or less severe. */
    public <F extends Fact> FunctionRules event(
            String id, Class<F> fact, Predicate<F> when, Function<F, Severity> severity) {
        rules.add(new Rule<>(id, fact, true, null, when, severity));
        return this;
    }

    private static Alert alert(Rule<?> rule, Fact fact) {
        return new Alert(
                rule.id,
                AlertClass.COST,
                rule.severityOf(fact),
                fact.scope(),
                fact.facet(),
                rule.id + " on " + fact.scope().label(),
                Map.of(),
                List.of(),
                fact.basis(),
                List.of(),
                0,
                0,
                rule.runbook,
                rule.runbook != null,
                true,
                rule.event);
    }

    @Override
    public Evaluator evaluator() {
        return new Evaluator() {
            @Override
            public List<String> detect(Fact fact) {
                return rules.stream()
                        .filter(rule -> rule.holds(fact))
                        .<String>map(Rule::id)
                        .toList();
            }

            @Override
            public List<Alert> evaluate(Fact fact) {
                return rules.stream()
                        .filter(rule -> rule.holds(fact))
                        .map(rule -> alert(rule, fact))
                        .toList();
            }

            @Override
            public void close() {}
        };
    }

    /**
     * Pages every open alert that is critical and posts what is a warning, proposes its runbook, and holds everything while
     * a provider is down.
     */
    @Override
    public Correlator correlator() {
        return new Correlator() {
            private final TreeMap<String, LiveAlert> open = new TreeMap<>();
            private boolean down;

            @Override
            public void alert(LiveAlert alert) {
                if (alert.state().open()) {
                    open.put(alert.id(), alert);
                } else {
                    open.remove(alert.id());
                }
            }

            @Override
            public void provider(ProviderState state) {
                down = !state.operational();
            }

            @Override
            public List<Decision> decide() {
                List<Decision> decisions = new ArrayList<>();
                open.forEach((id, alert) -> {
                    switch (alert.alert().severity()) {
                        case CRITICAL -> decisions.add(new Decision.Notify(id, Decision.Channel.PAGE, "open"));
                        case WARNING -> decisions.add(new Decision.Notify(id, Decision.Channel.CHAT, "open"));
                        case INFO -> {
                            // it is shown, and that is all
                        }
                    }
                    if (alert.alert().runbook() != null) {
                        decisions.add(new Decision.Propose(id, alert.alert().runbook(), "spend"));
                    }
                    if (down) {
                        decisions.add(new Decision.Hold(id, "inhibited", "provider is down"));
                    }
                });
                return decisions;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Map<String, RuleInfo> rules() {
        return Map.of();
    }

    @Override
    public String hash() {
        return "functions";
    }
}
