// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.coverage;

import io.tocsin.model.fact.Fact;
import io.tocsin.rulebase.Coverage;
import io.tocsin.rulebase.compiled.LayerBase;
import io.tocsin.rulebase.drl.DetectRule;
import io.tocsin.rulebase.drl.Layer;
import io.tocsin.rulebase.drl.RulePlace;
import io.tocsin.rulebase.drl.RuleSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.drools.model.Rule;

/** What was seen of a rule set. Not thread-safe. */
public final class SeenRules implements Coverage {
    private final Map<Layer, List<RuleWalk>> layers = new EnumMap<>(Layer.class);
    private final Map<String, Alternatives> alternatives = new TreeMap<>();
    private final Map<String, DetectRule> detect;
    private final List<String> order;

    /** Nothing seen yet, of these rules as text and as compiled. */
    public SeenRules(RuleSet set, Map<Layer, LayerBase> compiled) {
        this.detect = set.detect();
        this.order = set.places().stream().map(RulePlace::rule).toList();
        Map<String, RulePlace> places =
                set.places().stream().collect(Collectors.toMap(RulePlace::rule, place -> place));
        compiled.forEach((layer, base) -> {
            List<RuleWalk> walks = new ArrayList<>();
            for (Rule rule : base.models()) {
                RulePlace place = places.get(rule.getName());
                if (place != null) {
                    walks.add(new RuleWalk(rule, place));
                }
            }
            layers.put(layer, walks);
        });
        set.detect().forEach((id, rule) -> {
            RulePlace place = places.get(id);
            if (place != null) {
                alternatives.put(id, new Alternatives(rule, place));
            }
        });
    }

    /** Notes what a layer has before it. */
    public void sees(Layer layer, Collection<?> objects) {
        layers.getOrDefault(layer, List.of()).forEach(walk -> walk.sees(objects));
        if (layer == Layer.DETECT) {
            objects.stream()
                    .filter(Fact.class::isInstance)
                    .map(Fact.class::cast)
                    .forEach(fact -> alternatives.values().forEach(one -> one.sees(fact)));
        }
    }

    @Override
    public List<RuleSeen> rules() {
        Map<String, RuleSeen> seen = new TreeMap<>();
        layers.values()
                .forEach(walks -> walks.forEach(walk -> {
                    Alternatives further = alternatives.get(walk.place().rule());
                    seen.put(walk.place().rule(), walk.seen(further == null ? List.of() : further.marks()));
                }));
        return order.stream().filter(seen::containsKey).map(seen::get).toList();
    }

    @Override
    public List<Judged> explain(String id, Fact fact) {
        DetectRule rule = detect.get(id);
        if (rule == null || !rule.info().fact().equals(fact.getClass().getSimpleName())) {
            return List.of();
        }
        return layers.getOrDefault(Layer.DETECT, List.of()).stream()
                .filter(walk -> walk.place().rule().equals(id))
                .flatMap(walk -> walk.judge(fact).entrySet().stream())
                .map(judged -> new Judged(
                        judged.getKey().text(),
                        judged.getKey().line(),
                        judged.getValue(),
                        Numbers.of(rule, judged.getKey().text(), fact)))
                .toList();
    }
}
