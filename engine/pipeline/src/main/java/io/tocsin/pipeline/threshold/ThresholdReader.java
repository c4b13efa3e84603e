// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import io.tocsin.pipeline.yaml.Form;
import io.tocsin.pipeline.yaml.Forms;
import io.tocsin.pipeline.yaml.Place;
import io.tocsin.pipeline.yaml.YamlNode;
import io.tocsin.rulebase.Spelling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a thresholds file. */
final class ThresholdReader {
    private static final List<String> TIMING = List.of("for", "clear-for", "quiet");
    private static final List<String> RESERVED =
            List.of("fire", "clear", "fires", "for", "clear-for", "quiet", "overrides");
    private static final Form<String> SIDE = Forms.word(List.of("above", "below"));
    private static final int TYPO = 2;

    private final Map<String, Limit> limits = new HashMap<>();
    private final Map<String, Timing> timings = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private final List<ScopeOverride> overrides = new ArrayList<>();

    private ThresholdReader() {}

    static Thresholds read(YamlNode top) {
        ThresholdReader reader = new ThresholdReader();
        top.allow(List.of("rules"));
        top.find("rules").map(YamlNode::entries).orElse(Map.of()).forEach(reader::rule);
        return new Thresholds(reader.limits, reader.timings, reader.places, reader.overrides);
    }

    private void rule(String id, YamlNode rule) {
        if (!id.matches("[a-z0-9-]+\\.[a-z0-9-]+")) {
            rule.flaw("is no rule id; expected <concern>.<name>", "");
            return;
        }
        rule.entries().forEach(ThresholdReader::named);
        boolean below =
                rule.find("fires").map(node -> node.as(SIDE)).orElse("above").equals("below");
        Numbers numbers = Numbers.of(rule, below, RESERVED);
        limits.putAll(numbers.limits(id));
        rule.entries().forEach((key, node) -> places.put(id + "." + key, node.place()));
        places.put(id, rule.place());
        Timing timing = timing(rule, Timing.DEFAULT);
        timings.put(id, timing);
        OverrideReader reader = new OverrideReader(id, numbers, timing);
        rule.find("overrides").map(YamlNode::items).orElse(List.of()).forEach(item -> overrides.add(reader.read(item)));
    }

    /** A key of a rule's own choice must look like one, and not like a slip of a reserved one. */
    private static void named(String key, YamlNode node) {
        boolean slip = !RESERVED.contains(key)
                && RESERVED.stream()
                        .anyMatch(known -> known.length() > TYPO + 1 && Spelling.distance(key, known) <= TYPO);
        if (slip || !key.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            node.flaw("is an unknown key", Spelling.nearestOrAll(key, RESERVED));
        }
    }

    static Timing timing(YamlNode from, Timing defaults) {
        return new Timing(
                span(from, "for", defaults.pending()),
                span(from, "clear-for", defaults.clear()),
                span(from, "quiet", defaults.quiet()));
    }

    private static Duration span(YamlNode from, String key, Duration otherwise) {
        return from.find(key).map(node -> node.as(Forms.SPAN)).orElse(otherwise);
    }

    static List<String> timingKeys() {
        return TIMING;
    }
}
