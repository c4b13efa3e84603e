// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import io.tocsin.pipeline.yaml.Forms;
import io.tocsin.pipeline.yaml.YamlNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads the overrides of one rule, which start from its own numbers and timing. */
final class OverrideReader {
    private static final String FROM = "valid-from";
    private static final String TO = "valid-to";

    private final String rule;
    private final Numbers numbers;
    private final Timing timing;
    private final Set<String> keys = new TreeSet<>(List.of("fire", "clear"));
    private final List<String> others = Stream.concat(
                    Stream.of("scope", FROM, TO), ThresholdReader.timingKeys().stream())
            .toList();

    OverrideReader(String rule, Numbers numbers, Timing timing) {
        this.rule = rule;
        this.numbers = numbers;
        this.timing = timing;
        keys.addAll(numbers.byKey().keySet());
        keys.addAll(others);
    }

    ScopeOverride read(YamlNode item) {
        item.allow(keys);
        Instant from = moment(item, FROM, Instant.MIN);
        Instant to = moment(item, TO, Instant.MAX);
        if (item.isSound() && !from.isBefore(to)) {
            item.at(TO).flaw("must be later than valid-from (" + from + "), was " + to, "");
        }
        Timing changed = ThresholdReader.timing(item, timing);
        if (item.has(FROM) || item.has(TO)) {
            ThresholdReader.timingKeys()
                    .forEach(key -> item.find(key)
                            .ifPresent(node -> node.flaw("cannot change for a time; only limits can", "")));
        }
        return new ScopeOverride(rule, ScopeReader.target(item.at("scope")), from, to, limits(item), changed);
    }

    /** The limits that it changes. */
    private Map<String, Limit> limits(YamlNode item) {
        Map<String, Limit> limits =
                new TreeMap<>(item.isSound() ? numbers.with(item, others).limits(rule) : Map.of());
        limits.keySet()
                .removeIf(name -> name.equals(rule)
                        ? !item.has("fire") && !item.has("clear")
                        : !item.has(name.substring(rule.length() + 1)));
        return limits;
    }

    private static Instant moment(YamlNode item, String key, Instant otherwise) {
        return item.find(key).map(node -> node.as(Forms.INSTANT)).orElse(otherwise);
    }
}
