// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tier;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The quality tiers, and which rule chooses which of them. Read from a file that operators edit. Immutable.
 *
 * @param profiles the tiers by name, in the order of the file
 * @param choices rules and the tiers they choose: the first that holds decides
 * @param refusal the rule that says to admit nothing; empty when there is none
 * @param otherwise the tier when none of them holds; empty when nothing is to be decided
 */
public record QualityTiers(Map<String, TierProfile> profiles, List<Choice> choices, String refusal, String otherwise) {
    /** No tiers: nothing is decided. */
    public static final QualityTiers NONE = new QualityTiers(Map.of(), List.of(), "", "");

    private static final List<String> MODEL_TIERS = List.of("small", "medium", "large");
    private static final Form<String> RULE = new Form<>(
            "a rule id such as decide.economy-by-budget",
            text -> Forms.admitted(text, id -> id.matches("[a-z0-9-]+\\.[a-z0-9-]+")),
            "?.?");
    private static final Form<String> NAME = new Form<>(
            "a word of lower-case letters, digits and dashes",
            text -> Forms.admitted(text, name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*")),
            "?");

    /** Copies the collections; the order of the profiles stays. */
    public QualityTiers {
        profiles = Collections.unmodifiableMap(new LinkedHashMap<>(profiles));
        choices = List.copyOf(choices);
    }

    /**
     * A rule and what follows from it.
     *
     * @param rule id of the rule
     * @param tier name of the tier
     */
    public record Choice(String rule, String tier) {}

    /**
     * Reads a file. Blocks on the disk.
     *
     * @throws RuleException with every flaw as {@code file:line:column: reason}, if anything in it is wrong
     */
    public static QualityTiers load(Path file) {
        try {
            return YamlFile.read(file, QualityTiers::read);
        } catch (InvalidYaml invalid) {
            throw new RuleException(String.valueOf(invalid.getMessage()));
        }
    }

    private static QualityTiers read(YamlNode top) {
        top.allow(List.of("tiers", "decide", "refuse", "otherwise"));
        Map<String, TierProfile> profiles = new LinkedHashMap<>();
        top.at("tiers").entries().forEach((name, node) -> {
            if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
                node.flaw("must be called by " + NAME.expectation(), "");
            }
            profiles.put(name, profile(name, node));
        });
        Form<String> tier = Forms.word(profiles.isEmpty() ? List.of("?") : profiles.keySet());
        List<Choice> choices = new ArrayList<>();
        top.find("decide").map(YamlNode::items).orElse(List.of()).forEach(item -> {
            item.allow(List.of("rule", "tier"));
            choices.add(new Choice(item.at("rule").as(RULE), item.at("tier").as(tier)));
        });
        String refusal = top.find("refuse").map(node -> node.as(RULE)).orElse("");
        return new QualityTiers(profiles, choices, refusal, top.at("otherwise").as(tier));
    }

    private static TierProfile profile(String name, YamlNode node) {
        node.allow(List.of("model-tier", "context-tokens", "timeout", "retries"));
        return new TierProfile(
                name,
                node.at("model-tier").as(Forms.word(MODEL_TIERS)),
                node.at("context-tokens").as(Forms.whole(1, 100_000_000)),
                node.at("timeout").as(Forms.span("1s", "1h")),
                (int) node.at("retries").as(Forms.whole(0, 10)).longValue());
    }

    /** Whether anything is to be decided. */
    public boolean decides() {
        return !otherwise.isEmpty();
    }

    /** The tier that follows from the rules that hold, and the rule it follows from. */
    Choice choose(Collection<String> holding) {
        return choices.stream()
                .filter(choice -> holding.contains(choice.rule()))
                .findFirst()
                .orElse(new Choice("", otherwise));
    }

    /** Whether a rule chooses a tier. */
    boolean chooses(String rule, String tier) {
        return choices.contains(new Choice(rule, tier));
    }

    /** A tier by name. */
    public Optional<TierProfile> profile(String name) {
        return Optional.ofNullable(profiles.get(name));
    }

    /** What the file names and the rules do not have, one sentence each. */
    public List<String> disagreements(Collection<String> ruleIds) {
        List<String> named = new ArrayList<>(choices.stream().map(Choice::rule).toList());
        if (!refusal.isEmpty()) {
            named.add(refusal);
        }
        return named.stream()
                .filter(rule -> !ruleIds.contains(rule))
                .map(rule -> "quality-tiers: there is no rule '" + rule + "'")
                .toList();
    }
}
