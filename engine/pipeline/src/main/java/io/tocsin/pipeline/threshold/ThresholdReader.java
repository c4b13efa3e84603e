// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import io.tocsin.model.scope.ScopeKind;
import io.tocsin.rulebase.Spelling;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a thresholds file and complains about the first thing wrong in it. */
final class ThresholdReader {
    private static final List<String> RESERVED =
            List.of("fire", "clear", "fires", "for", "clear-for", "quiet", "overrides");
    private static final List<String> OVERRIDE = List.of("scope", "valid-from", "valid-to");
    private static final List<String> TIMING = List.of("for", "clear-for", "quiet");
    private static final int TYPO = 2;

    private final YamlFile file;
    private final Map<String, Limit> limits = new HashMap<>();
    private final Map<String, Timing> timings = new HashMap<>();
    private final List<ScopeOverride> overrides = new ArrayList<>();

    private ThresholdReader(YamlFile file) {
        this.file = file;
    }

    static Thresholds read(Path path) {
        YamlFile.Read read = YamlFile.read(path);
        ThresholdReader reader = new ThresholdReader(read.file());
        read.file().known(read.top(), List.of("rules"));
        YamlNode.Entry rules = read.top().entries().get("rules");
        if (rules != null) {
            read.file().mapping(rules.value()).entries().forEach(reader::rule);
        }
        return new Thresholds(reader.limits, reader.timings, reader.overrides);
    }

    private void rule(String id, YamlNode.Entry entry) {
        if (!id.matches("[a-z0-9-]+\\.[a-z0-9-]+")) {
            throw file.wrong(entry.line(), "'" + id + "' is no rule id; expected <concern>.<name>");
        }
        YamlNode.Mapping rule = file.mapping(entry.value());
        boolean below = below(rule);
        Map<String, Double> numbers = numbers(rule, Map.of(), RESERVED);
        sides(rule, numbers, below, rule.line());
        Map<String, Limit> defaults = limits(id, numbers);
        limits.putAll(defaults);
        Timing timing = timing(rule, Timing.DEFAULT);
        timings.put(id, timing);
        YamlNode.Entry items = rule.entries().get("overrides");
        if (items != null) {
            for (YamlNode item : file.sequence(items.value()).items()) {
                overrides.add(override(new Defaults(id, numbers, timing, below), file.mapping(item)));
            }
        }
    }

    /** What an override starts from. */
    private record Defaults(String rule, Map<String, Double> numbers, Timing timing, boolean below) {}

    private ScopeOverride override(Defaults defaults, YamlNode.Mapping item) {
        List<String> known = new ArrayList<>(OVERRIDE);
        known.addAll(TIMING);
        Set<String> keys = new TreeSet<>(known);
        keys.addAll(defaults.numbers().keySet());
        keys.add("fire");
        keys.add("clear");
        file.known(item, keys);
        Map<String, Double> numbers = numbers(item, defaults.numbers(), known);
        sides(item, numbers, defaults.below(), item.line());
        Instant from = item.entries().containsKey("valid-from") ? instant(item, "valid-from") : Instant.MIN;
        Instant to = item.entries().containsKey("valid-to") ? instant(item, "valid-to") : Instant.MAX;
        if (!from.isBefore(to)) {
            throw file.wrong(item.line(), "valid-to must be later than valid-from");
        }
        boolean always = from.equals(Instant.MIN) && to.equals(Instant.MAX);
        TIMING.stream()
                .filter(key -> !always && item.entries().containsKey(key))
                .forEach(key -> {
                    throw file.wrong(line(item, key), key + " cannot change for a time; only limits can");
                });
        Map<String, Limit> changed = new TreeMap<>(limits(defaults.rule(), numbers));
        changed.keySet().removeIf(name -> !touched(item, defaults.rule(), name));
        return new ScopeOverride(defaults.rule(), target(item), from, to, changed, timing(item, defaults.timing()));
    }

    private static boolean touched(YamlNode.Mapping item, String rule, String name) {
        return name.equals(rule)
                ? item.entries().containsKey("fire") || item.entries().containsKey("clear")
                : item.entries().containsKey(name.substring(rule.length() + 1));
    }

    private ScopeOverride.Target target(YamlNode.Mapping item) {
        YamlNode.Entry entry = item.entries().get("scope");
        if (entry == null) {
            throw file.wrong(item.line(), "an override needs a scope, such as scope: { team: search }");
        }
        YamlNode.Mapping scope = file.mapping(entry.value());
        Collection<String> kinds =
                Arrays.stream(ScopeKind.values()).map(ScopeKind::word).toList();
        file.known(scope, kinds);
        String tenant = "";
        ScopeKind kind = ScopeKind.TENANT;
        String target = "";
        for (Map.Entry<String, YamlNode.Entry> part : scope.entries().entrySet()) {
            String id = file.text(part.getKey(), part.getValue().value());
            if ("tenant".equals(part.getKey())) {
                tenant = id;
            } else if (target.isEmpty()) {
                kind = ScopeKind.valueOf(part.getKey().toUpperCase(Locale.ROOT));
                target = id;
            } else {
                throw file.wrong(part.getValue().line(), "a scope is one thing, and perhaps the tenant it lies in");
            }
        }
        if (scope.entries().isEmpty()) {
            throw file.wrong(entry.line(), "an override needs a scope, such as scope: { team: search }");
        }
        return new ScopeOverride.Target(tenant, kind, target.isEmpty() ? tenant : target);
    }

    private boolean below(YamlNode.Mapping rule) {
        YamlNode.Entry entry = rule.entries().get("fires");
        if (entry == null) {
            return false;
        }
        String side = file.text("fires", entry.value());
        if (!Set.of("above", "below").contains(side)) {
            throw file.wrong(entry.line(), "fires must be above or below, was '" + side + "'");
        }
        return "below".equals(side);
    }

    private Map<String, Double> numbers(YamlNode.Mapping from, Map<String, Double> defaults, List<String> others) {
        Map<String, Double> numbers = new TreeMap<>(defaults);
        from.entries().forEach((key, entry) -> {
            if ("fire".equals(key) || "clear".equals(key) || !others.contains(key)) {
                typo(key, entry);
                numbers.put(key, file.number(key, entry.value()));
            }
        });
        if (from.entries().containsKey("fire") && !from.entries().containsKey("clear") && defaults.isEmpty()) {
            numbers.put("clear", numbers.getOrDefault("fire", Double.NaN));
        }
        return numbers;
    }

    private void typo(String key, YamlNode.Entry entry) {
        boolean slip = !RESERVED.contains(key)
                && RESERVED.stream()
                        .anyMatch(known -> known.length() > TYPO + 1 && Spelling.distance(key, known) <= TYPO);
        if (slip || !key.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw file.wrong(entry.line(), "unknown key '" + key + "'" + Spelling.hint(key, RESERVED));
        }
    }

    private void sides(YamlNode.Mapping from, Map<String, Double> numbers, boolean below, int line) {
        Double fire = numbers.get("fire");
        Double clear = numbers.get("clear");
        if (clear != null && fire == null) {
            throw file.wrong(line, "clear needs a fire to go with it");
        }
        if (fire == null || clear == null) {
            return;
        }
        if (below ? clear < fire : clear > fire) {
            int at = from.entries().containsKey("clear") ? line(from, "clear") : line(from, "fire");
            throw file.wrong(
                    at,
                    "clear must not lie " + (below ? "below" : "above") + " fire (" + plain(fire) + "), was "
                            + plain(clear));
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString(Math.round(number)) : Double.toString(number);
    }

    private static Map<String, Limit> limits(String rule, Map<String, Double> numbers) {
        Map<String, Limit> limits = new TreeMap<>();
        numbers.forEach((key, number) -> {
            if ("fire".equals(key)) {
                limits.put(rule, new Limit(rule, number, numbers.getOrDefault("clear", number)));
            } else if (!"clear".equals(key)) {
                limits.put(rule + "." + key, Limit.plain(rule, number));
            }
        });
        return limits;
    }

    private Timing timing(YamlNode.Mapping from, Timing defaults) {
        return new Timing(
                duration(from, "for", defaults.pending()),
                duration(from, "clear-for", defaults.clear()),
                duration(from, "quiet", defaults.quiet()));
    }

    private Duration duration(YamlNode.Mapping from, String key, Duration otherwise) {
        YamlNode.Entry entry = from.entries().get(key);
        return entry == null ? otherwise : file.duration(key, entry.value());
    }

    private Instant instant(YamlNode.Mapping from, String key) {
        YamlNode.Entry entry = from.entries().get(key);
        if (entry == null) {
            throw file.wrong(from.line(), key + " is missing");
        }
        return file.instant(key, entry.value());
    }

    private static int line(YamlNode.Mapping from, String key) {
        YamlNode.Entry entry = from.entries().get(key);
        return entry == null ? from.line() : entry.line();
    }
}
