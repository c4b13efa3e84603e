// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.scenario;

import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.scenario.Scenario.OnFact;
import io.tocsin.pipeline.scenario.Scenario.Outcome;
import io.tocsin.pipeline.threshold.Scopes;
import io.tocsin.pipeline.yaml.Forms;
import io.tocsin.pipeline.yaml.YamlNode;
import io.tocsin.rulebase.RuleInfo;
import io.tocsin.rulebase.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a file of tests. */
final class ScenarioReader {
    private static final List<String> OUTCOMES =
            Arrays.stream(Outcome.values()).map(Outcome::word).toList();
    private static final String ABOUT = "about";
    private static final String ALERT = "alert";
    private static final String LABELS = "labels";
    private static final String RULE = "rule";

    private final Map<String, RuleInfo> rules;

    ScenarioReader(Map<String, RuleInfo> rules) {
        this.rules = rules;
    }

    List<Scenario> read(YamlNode top) {
        top.allow(List.of("facts", "decisions", "stories"));
        List<Scenario> scenarios = new ArrayList<>();
        top.find("facts")
                .map(YamlNode::entries)
                .orElse(Map.of())
                .forEach((rule, list) -> known(rule, list)
                        .ifPresent(info -> list.items().forEach(item -> scenarios.add(fact(info, item)))));
        DecisionReader decisions = new DecisionReader(this);
        items(top, "decisions").forEach(item -> scenarios.add(decisions.read(item)));
        StoryReader stories = new StoryReader(this);
        items(top, "stories").forEach(item -> scenarios.add(stories.read(item)));
        return scenarios;
    }

    private static List<YamlNode> items(YamlNode top, String key) {
        return top.find(key).map(YamlNode::items).orElse(List.of());
    }

    private Optional<RuleInfo> known(String rule, YamlNode node) {
        RuleInfo info = rules.get(rule);
        if (info == null) {
            node.flaw("is no detect rule", Spelling.nearestOrAll(rule, rules.keySet()));
        }
        return Optional.ofNullable(info);
    }

    private Scenario fact(RuleInfo rule, YamlNode item) {
        List<String> known = new ArrayList<>(OUTCOMES);
        known.addAll(List.of(ABOUT, ALERT));
        item.allow(known);
        List<Outcome> said = Arrays.stream(Outcome.values())
                .filter(outcome -> item.has(outcome.word()))
                .toList();
        if (said.size() != 1) {
            item.flaw("must say one of " + String.join(", ", OUTCOMES), "write - fires: { field: value }");
            return new OnFact(
                    "?", item.place(), rule.id(), Outcome.QUIET, Optional.empty(), Map.of(), AlertPattern.ANY);
        }
        Outcome outcome = said.get(0);
        Map<String, String> values = values(rule.fact(), item.at(outcome.word()));
        if (item.has(ALERT) && !outcome.stated()) {
            item.at(ALERT).flaw("says what a stated alert looks like, but none is expected", "");
        }
        StringBuilder name = new StringBuilder(rule.id() + " " + outcome.word() + ":");
        values.forEach(
                (field, value) -> name.append(' ').append(field).append('=').append(value));
        return new OnFact(
                name.toString(),
                item.at(outcome.word()).place(),
                rule.id(),
                outcome,
                item.find(ABOUT).map(Scopes::read),
                values,
                item.find(ALERT).map(this::pattern).orElse(AlertPattern.ANY));
    }

    /** Fields of a kind of fact, each checked; in the order written. */
    static Map<String, String> values(String fact, YamlNode node) {
        Map<String, String> values = new LinkedHashMap<>();
        node.entries().forEach((field, value) -> {
            String text = value.as(Forms.TEXT);
            if (value.isSound()) {
                FactMaker.flaw(fact, field, text)
                        .ifPresentOrElse(flaw -> value.flaw(flaw, ""), () -> values.put(field, text));
            }
        });
        return values;
    }

    /** What an alert must look like. */
    AlertPattern pattern(YamlNode node) {
        List<String> known = new ArrayList<>(AlertPattern.PROPERTIES.keySet());
        known.addAll(List.of(RULE, ABOUT, LABELS));
        node.allow(known);
        Map<String, String> words = new TreeMap<>();
        AlertPattern.PROPERTIES
                .keySet()
                .forEach(name -> node.find(name).ifPresent(value -> words.put(name, word(value))));
        return new AlertPattern(
                node.find(RULE).map(this::rule).orElse(""), node.find(ABOUT).map(Scopes::read), words, labels(node));
    }

    private static String word(YamlNode value) {
        String text = value.as(Forms.TEXT);
        if (!AlertPattern.sound(text)) {
            value.flaw("is no pattern that can be matched, was '" + text + "'", "");
            return "?";
        }
        return text;
    }

    static Map<String, String> labels(YamlNode node) {
        Map<String, String> labels = new TreeMap<>();
        node.find(LABELS)
                .map(YamlNode::entries)
                .orElse(Map.of())
                .forEach((name, value) -> labels.put(name, word(value)));
        return labels;
    }

    /** The id of a rule there is. */
    String rule(YamlNode node) {
        String id = node.as(Forms.TEXT);
        if (node.isSound()) {
            known(id, node);
        }
        return id;
    }

    Optional<RuleInfo> info(String rule) {
        return Optional.ofNullable(rules.get(rule));
    }

    static Scope about(YamlNode node) {
        return Scopes.read(node);
    }
}
