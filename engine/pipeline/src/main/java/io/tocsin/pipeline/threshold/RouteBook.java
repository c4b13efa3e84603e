// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import io.tocsin.pipeline.pricing.ModelCard;
import io.tocsin.pipeline.yaml.Form;
import io.tocsin.pipeline.yaml.Forms;
import io.tocsin.pipeline.yaml.InvalidYaml;
import io.tocsin.pipeline.yaml.YamlFile;
import io.tocsin.pipeline.yaml.YamlNode;
import io.tocsin.rulebase.RuleException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What advice on models is made of besides rules and prices. Read from a file that operators edit. Immutable.
 *
 * @param simpleTasks tasks that need no large model
 * @param defaultValueUsd what an answer is worth when nobody says, US dollars
 * @param quality expected quality by complexity, the lowest bound first
 * @param decide rules and the model tier that follows, the first that holds decides
 * @param otherwise the model tier when none holds; empty when there is no advice
 * @param against rules that speak against a candidate, with their words
 * @param refusedParameters parameters by model id or family
 */
public record RouteBook(
        Set<String> simpleTasks,
        double defaultValueUsd,
        List<Quality> quality,
        Map<String, String> decide,
        String otherwise,
        Map<String, String> against,
        Map<String, List<String>> refusedParameters) {
    /** No advice. */
    public static final RouteBook NONE = new RouteBook(Set.of(), 1, List.of(), Map.of(), "", Map.of(), Map.of());

    private static final List<String> TIERS = List.of("small", "medium", "large");
    private static final Form<Double> POSITIVE = new Form<>(
            "a number above 0", text -> Forms.admitted(Double.parseDouble(text), n -> n > 0 && n < 1e9), 1.0);

    /** Copies the collections; what has an order keeps it. */
    public RouteBook {
        simpleTasks = Set.copyOf(simpleTasks);
        quality = List.copyOf(quality);
        decide = Collections.unmodifiableMap(new LinkedHashMap<>(decide));
        against = Collections.unmodifiableMap(new TreeMap<>(against));
        refusedParameters = Map.copyOf(refusedParameters);
    }

    /**
     * Expected share of good answers up to a complexity.
     *
     * @param below the complexity it holds below
     * @param byTier share by model tier, 0 to 1
     */
    public record Quality(double below, Map<String, Double> byTier) {
        /** Copies the map. */
        public Quality {
            byTier = Map.copyOf(byTier);
        }
    }

    /**
     * Reads a file. Blocks on the disk.
     *
     * @throws RuleException with every flaw as {@code file:line:column: reason}, if anything in it is wrong
     */
    public static RouteBook load(Path file) {
        try {
            return YamlFile.read(file, RouteBook::read);
        } catch (InvalidYaml invalid) {
            throw new RuleException(String.valueOf(invalid.getMessage()));
        }
    }

    private static RouteBook read(YamlNode top) {
        top.allow(List.of(
                "simple-tasks",
                "default-value-usd",
                "expected-quality",
                "decide",
                "otherwise",
                "against",
                "refused-parameters"));
        Map<String, String> decide = new LinkedHashMap<>();
        top.at("decide").items().forEach(item -> {
            item.allow(List.of("rule", "model-tier"));
            decide.putIfAbsent(
                    item.at("rule").as(Forms.TEXT), item.at("model-tier").as(Forms.word(TIERS)));
        });
        Map<String, String> against = new HashMap<>();
        top.at("against").entries().forEach((rule, node) -> against.put(rule, node.as(Forms.TEXT)));
        Map<String, List<String>> refused = new HashMap<>();
        top.find("refused-parameters")
                .map(YamlNode::entries)
                .orElse(Map.of())
                .forEach((model, node) -> refused.put(model, texts(node)));
        return new RouteBook(
                Set.copyOf(texts(top.at("simple-tasks"))),
                top.at("default-value-usd").as(POSITIVE),
                quality(top.at("expected-quality")),
                decide,
                top.at("otherwise").as(Forms.word(TIERS)),
                against,
                refused);
    }

    private static List<String> texts(YamlNode node) {
        return node.items().stream().map(item -> item.as(Forms.TEXT)).distinct().toList();
    }

    private static List<Quality> quality(YamlNode node) {
        List<Quality> bands = new ArrayList<>();
        for (YamlNode item : node.items()) {
            item.allow(
                    Stream.concat(Stream.of("complexity-below"), TIERS.stream()).toList());
            double below = item.at("complexity-below").as(POSITIVE);
            if (item.isSound()
                    && !bands.isEmpty()
                    && below <= bands.get(bands.size() - 1).below()) {
                item.flaw("must come after every lower complexity", "sort by complexity-below");
            }
            bands.add(new Quality(
                    below,
                    TIERS.stream()
                            .collect(Collectors.toMap(
                                    tier -> tier, tier -> item.at(tier).as(Forms.share())))));
        }
        return bands;
    }

    /** Whether advice can be given. */
    public boolean advises() {
        return !otherwise.isEmpty();
    }

    /** Expected share of good answers; a complexity that is not told counts as a middling one. */
    public double quality(String modelTier, double complexity) {
        double asked = Double.isNaN(complexity) ? 5 : complexity;
        return quality.stream()
                .filter(band -> asked < band.below())
                .findFirst()
                .or(() -> quality.stream().reduce((earlier, later) -> later))
                .map(band -> band.byTier().getOrDefault(modelTier, 1.0))
                .orElse(1.0);
    }

    /** How many of these a model does not take. */
    public int refused(ModelCard card, Collection<String> parameters) {
        Set<String> all = Stream.of(card.id(), card.family())
                .flatMap(name -> refusedParameters.getOrDefault(name, List.of()).stream())
                .collect(Collectors.toSet());
        return (int) parameters.stream().filter(all::contains).count();
    }

    /** What the file names and the rules do not have, one sentence each. */
    public List<String> disagreements(Collection<String> ruleIds) {
        return Stream.concat(decide.keySet().stream(), against.keySet().stream())
                .filter(rule -> !ruleIds.contains(rule))
                .map(rule -> "routes: there is no rule '" + rule + "'")
                .toList();
    }
}
