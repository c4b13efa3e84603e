// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.scenario;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.fact.Fact;
import io.tocsin.rulebase.Correlator;
import io.tocsin.rulebase.Coverage.Judged;
import io.tocsin.rulebase.CoveredRulebase;
import io.tocsin.rulebase.Evaluator;
import io.tocsin.rulebase.RuleInfo;
import io.tocsin.rulebase.Rulebase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules that remember, for every rule, the fact that came nearest to being stated on. Confined to one thread. */
final class WatchedFacts implements Rulebase {
    private final CoveredRulebase rules;
    private final Map<String, Near> nearest = new HashMap<>();

    WatchedFacts(CoveredRulebase rules) {
        this.rules = rules;
    }

    /** Why a rule was not stated on the fact it came nearest with, one line each. */
    List<String> nearest(String rule) {
        Near near = nearest.get(rule);
        if (near == null) {
            RuleInfo info = rules.rules().get(rule);
            return info == null ? List.of() : List.of("no " + info.fact() + " was ever judged");
        }
        List<String> lines = new ArrayList<>();
        lines.add("nearest miss of " + rule + ": " + near.fact.scope().label() + " at " + near.fact.at());
        lines.addAll(ScenarioRunner.lines(rules.coverage().explain(rule, near.fact), true));
        return lines;
    }

    private void note(Fact fact) {
        String type = fact.getClass().getSimpleName();
        rules.rules().values().stream().filter(rule -> rule.fact().equals(type)).forEach(rule -> {
            List<Judged> judged = rules.coverage().explain(rule.id(), fact);
            long failed = judged.stream().filter(one -> !one.holds()).count();
            nearest.merge(rule.id(), new Near(fact, failed), (old, now) -> now.failed <= old.failed ? now : old);
        });
    }

    @Override
    public Evaluator evaluator() {
        Evaluator evaluator = rules.evaluator();
        return new Evaluator() {
            @Override
            public List<String> detect(Fact fact) {
                note(fact);
                return evaluator.detect(fact);
            }

            @Override
            public List<Alert> evaluate(Fact fact) {
                return evaluator.evaluate(fact);
            }

            @Override
            public void close() {
                evaluator.close();
            }
        };
    }

    @Override
    public Correlator correlator() {
        return rules.correlator();
    }

    @Override
    public Map<String, RuleInfo> rules() {
        return rules.rules();
    }

    @Override
    public String hash() {
        return rules.hash();
    }

    private record Near(Fact fact, long failed) {}
}
