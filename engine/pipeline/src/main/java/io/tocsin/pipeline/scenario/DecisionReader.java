// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.scenario;

import io.tocsin.model.alert.AlertClass;
import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.Severity;
import io.tocsin.pipeline.scenario.Scenario.OnAlerts;
import io.tocsin.pipeline.yaml.Forms;
import io.tocsin.pipeline.yaml.YamlNode;
import io.tocsin.rulebase.RuleInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads tests of decisions. */
final class DecisionReader {
    private static final List<String> KINDS = List.of("page", "chat", "hold", "propose");
    private static final String RULE = "rule";

    private final ScenarioReader reader;

    DecisionReader(ScenarioReader reader) {
        this.reader = reader;
    }

    OnAlerts read(YamlNode item) {
        item.allow(List.of("name", "alerts", "providers", "expect"));
        Map<String, OpenAlert> alerts = new LinkedHashMap<>();
        item.find("alerts")
                .map(YamlNode::entries)
                .orElse(Map.of())
                .forEach((name, node) -> alerts.put(name, alert(node)));
        List<Map<String, String>> providers = new ArrayList<>();
        item.find("providers").map(YamlNode::entries).orElse(Map.of()).forEach((provider, node) -> {
            Map<String, String> values = ScenarioReader.values("ProviderState", node);
            values.put("provider", provider);
            providers.add(values);
        });
        return new OnAlerts(
                item.at("name").as(Forms.TEXT), item.place(), alerts, providers, expected(item.at("expect"), alerts));
    }

    private static Map<String, Set<String>> expected(YamlNode expect, Map<String, OpenAlert> alerts) {
        expect.allow(KINDS);
        Map<String, Set<String>> expected = new TreeMap<>();
        KINDS.forEach(kind -> expect.find(kind)
                .ifPresent(list -> expected.put(
                        kind,
                        list.items().stream().map(name -> name(name, alerts)).collect(Collectors.toSet()))));
        if (expected.isEmpty() && expect.isSound()) {
            expect.flaw("must name at least one of " + String.join(", ", KINDS), "");
        }
        return expected;
    }

    private static String name(YamlNode node, Map<String, OpenAlert> alerts) {
        return alerts.isEmpty() ? node.as(Forms.TEXT) : node.as(Forms.word(new TreeSet<>(alerts.keySet())));
    }

    private OpenAlert alert(YamlNode node) {
        node.allow(
                List.of(RULE, "about", "severity", "class", "state", "facet", "labels", "runbook", "safe", "escalate"));
        String id = reader.rule(node.at(RULE));
        Optional<RuleInfo> rule = reader.info(id);
        return new OpenAlert(
                id,
                constant(node, "class", AlertClass.values())
                        .or(() -> rule.map(RuleInfo::alertClass))
                        .orElse(AlertClass.PLATFORM),
                constant(node, "severity", Severity.values())
                        .or(() -> rule.map(RuleInfo::severity))
                        .orElse(Severity.WARNING),
                constant(node, "state", AlertState.values()).orElse(AlertState.FIRING),
                node.find("about")
                        .map(ScenarioReader::about)
                        .orElseGet(
                                () -> FactMaker.usual(rule.map(RuleInfo::fact).orElse(""))),
                node.find("facet").map(value -> value.as(Forms.TEXT)).orElse(""),
                ScenarioReader.labels(node),
                node.find("runbook")
                        .map(value -> value.as(Forms.TEXT))
                        .orElse(rule.map(RuleInfo::runbook).orElse(null)),
                truth(node, "safe"),
                truth(node, "escalate"));
    }

    private static boolean truth(YamlNode node, String key) {
        return node.find(key)
                .map(value -> value.as(Forms.word(List.of("false", "true"))).equals("true"))
                .orElse(false);
    }

    private static <T extends Enum<T>> Optional<T> constant(YamlNode node, String key, T[] constants) {
        Function<T, String> word =
                constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return node.find(key)
                .map(value -> value.as(Forms.word(
                        Arrays.stream(constants).map(word).toList(),
                        given -> Arrays.stream(constants)
                                .filter(constant -> word.apply(constant).equals(given))
                                .findFirst()
                                .orElseThrow())));
    }
}
