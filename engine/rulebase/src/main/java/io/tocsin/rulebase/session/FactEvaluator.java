// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.session;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.Draft;
import io.tocsin.model.fact.Fact;
import io.tocsin.rulebase.Evaluator;
import io.tocsin.rulebase.RuleInfo;
import io.tocsin.rulebase.drl.DetectRule;
import io.tocsin.rulebase.drl.Layer;
import io.tocsin.rulebase.session.LayerSession.Stated;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Judges facts with three layers: detect on every fact, classify and enrich when something was stated. */
public final class FactEvaluator implements Evaluator {
    private final Map<String, DetectRule> rules;
    private final LayerSession detect;
    private final LayerSession classify;
    private final LayerSession enrich;
    private final Watch watch;

    FactEvaluator(
            Map<String, DetectRule> rules,
            LayerSession detect,
            LayerSession classify,
            LayerSession enrich,
            Watch watch) {
        this.rules = rules;
        this.detect = detect;
        this.classify = classify;
        this.enrich = enrich;
        this.watch = watch;
    }

    @Override
    public List<String> detect(Fact fact) {
        watch.sees(Layer.DETECT, List.of(fact));
        List<Stated> stated = detect.run(fact, List.of());
        return stated.isEmpty()
                ? List.of()
                : stated.stream().map(Stated::rule).distinct().toList();
    }

    @Override
    public List<Alert> evaluate(Fact fact) {
        watch.sees(Layer.DETECT, List.of(fact));
        List<Stated> stated = detect.run(fact, List.of());
        if (stated.isEmpty()) {
            return List.of();
        }
        Map<String, Draft> drafts = new TreeMap<>();
        for (Stated one : stated) {
            RuleInfo rule = known(one.rule()).info();
            drafts.putIfAbsent(
                    rule.id(), one.draft().stated(rule.id(), rule.alertClass(), rule.severity(), rule.runbook()));
        }
        watch.sees(Layer.CLASSIFY, with(fact, drafts));
        classify.run(fact, drafts.values());
        watch.sees(Layer.ENRICH, with(fact, drafts));
        enrich.run(fact, drafts.values());
        return drafts.values().stream().map(this::freeze).toList();
    }

    @Override
    public void close() {
        detect.close();
        classify.close();
        enrich.close();
    }

    private static Collection<?> with(Fact fact, Map<String, Draft> drafts) {
        return Stream.concat(Stream.of(fact), drafts.values().stream()).toList();
    }

    private DetectRule known(String rule) {
        DetectRule known = rules.get(rule);
        if (known == null) {
            throw new IllegalStateException("rule '" + rule + "' is no detect rule of this set");
        }
        return known;
    }

    private Alert freeze(Draft draft) {
        DetectRule rule = known(draft.getRule());
        Fact fact = draft.getFact();
        return new Alert(
                draft.getRule(),
                draft.getAlertClass(),
                draft.getSeverity(),
                fact.scope(),
                fact.facet(),
                rule.summary().fill(fact),
                draft.getLabels(),
                rule.evidence(fact),
                fact.basis(),
                draft.getContributors().stream().distinct().toList(),
                draft.getUsdSoFar(),
                draft.getUsdPerHour(),
                draft.getRunbook(),
                draft.isAutomationSafe() && draft.getRunbook() != null,
                draft.isEscalationRequired(),
                rule.info().event());
    }
}
