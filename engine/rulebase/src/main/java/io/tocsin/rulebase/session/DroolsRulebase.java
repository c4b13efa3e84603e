// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.session;

import io.tocsin.rulebase.Correlator;
import io.tocsin.rulebase.CoveredRulebase;
import io.tocsin.rulebase.Evaluator;
import io.tocsin.rulebase.RuleInfo;
import io.tocsin.rulebase.RuleListener;
import io.tocsin.rulebase.Rulebase;
import io.tocsin.rulebase.compiled.LayerBase;
import io.tocsin.rulebase.coverage.SeenRules;
import io.tocsin.rulebase.drl.DetectRule;
import io.tocsin.rulebase.drl.Layer;
import io.tocsin.rulebase.drl.RuleSet;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A compiled rule set. Immutable, thread-safe. */
public final class DroolsRulebase implements Rulebase {
    private final String hash;
    private final SortedMap<String, DetectRule> detect;
    private final Map<String, RuleInfo> infos;
    private final RuleSet set;
    private final Map<Layer, LayerBase> layers;
    private final RuleListener listener;

    /**
     * A rule set.
     *
     * @param hash hash of its files
     * @param set its rules as text
     * @param layers its compiled rules; every layer is there
     * @param listener hears about faults
     */
    public DroolsRulebase(String hash, RuleSet set, Map<Layer, LayerBase> layers, RuleListener listener) {
        this.hash = hash;
        this.set = set;
        this.detect = set.detect();
        this.layers = Map.copyOf(layers);
        this.listener = listener;
        SortedMap<String, RuleInfo> sorted = new TreeMap<>();
        detect.forEach((id, rule) -> sorted.put(id, rule.info()));
        this.infos = Collections.unmodifiableSortedMap(sorted);
    }

    @Override
    public Evaluator evaluator() {
        return evaluator(Watch.NONE);
    }

    @Override
    public Correlator correlator() {
        return correlator(Watch.NONE);
    }

    @Override
    public CoveredRulebase covered() {
        return new WatchedRulebase(this, new SeenRules(set, layers));
    }

    Evaluator evaluator(Watch watch) {
        return new FactEvaluator(
                detect,
                new LayerSession(layer(Layer.DETECT), listener),
                new LayerSession(layer(Layer.CLASSIFY), listener),
                new LayerSession(layer(Layer.ENRICH), listener),
                watch);
    }

    Correlator correlator(Watch watch) {
        return new AlertCorrelator(layer(Layer.RESPOND), listener, watch);
    }

    @Override
    public Map<String, RuleInfo> rules() {
        return infos;
    }

    @Override
    public String hash() {
        return hash;
    }

    private LayerBase layer(Layer layer) {
        LayerBase base = layers.get(layer);
        if (base == null) {
            throw new IllegalStateException("layer " + layer + " is missing");
        }
        return base;
    }
}
