// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import io.tocsin.rulebase.RuleException;
import io.tocsin.rulebase.Spelling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rule files that passed every check. Immutable, thread-safe.
 *
 * @param files the files, in order of path
 * @param detect the detect rules by id, sorted
 * @param places where every rule and its conditions stand, in order of file and line
 */
public record RuleSet(List<RuleFile> files, SortedMap<String, DetectRule> detect, List<RulePlace> places) {

    /** Copies the collections. */
    public RuleSet {
        files = files.stream().sorted().toList();
        detect = Collections.unmodifiableSortedMap(new TreeMap<>(detect));
        places = List.copyOf(places);
    }

    /**
     * Parses and judges files.
     *
     * @throws RuleException with one line per problem, if anything is wrong
     */
    public static RuleSet of(List<RuleFile> files) {
        List<Diagnosis> problems = new ArrayList<>();
        Map<String, RuleText> rules = new TreeMap<>();
        for (RuleFile file : files.stream().sorted().toList()) {
            ParsedFile parsed = ParsedFile.of(file);
            problems.addAll(parsed.problems());
            for (RuleText rule : parsed.rules()) {
                problems.addAll(RuleCheck.of(rule));
                RuleText other = rules.putIfAbsent(rule.name(), rule);
                if (other != null) {
                    problems.add(rule.complaint("rule \"" + rule.name() + "\" stands already at "
                            + other.file().path() + ":" + other.line()));
                }
            }
        }
        problems.addAll(strayLimits(rules));
        if (!problems.isEmpty()) {
            throw new RuleException(problems.stream().map(Diagnosis::toString).collect(Collectors.joining("\n")));
        }
        SortedMap<String, DetectRule> detect = new TreeMap<>();
        detectRules(rules)
                .forEach(rule -> detect.put(rule.name(), DetectRuleReader.read(rule, further(rule.name(), rules))));
        List<RulePlace> places = rules.values().stream()
                .map(RulePlace::of)
                .sorted(Comparator.comparing(RulePlace::file).thenComparing(RulePlace::line))
                .toList();
        return new RuleSet(files, detect, places);
    }

    private static Stream<RuleText> detectRules(Map<String, RuleText> rules) {
        return rules.values().stream().filter(rule -> rule.file().layer() == Layer.DETECT);
    }

    /** Limits of a detect rule that rules of later layers read. */
    private static List<String> further(String id, Map<String, RuleText> rules) {
        return rules.values().stream()
                .filter(rule -> rule.file().layer() != Layer.DETECT)
                .flatMap(rule -> DetectRuleReader.limits(rule).stream())
                .filter(limit -> belongs(limit, id))
                .distinct()
                .sorted()
                .toList();
    }

    /** Limits that belong to no detect rule: nobody could look them up. */
    private static List<Diagnosis> strayLimits(Map<String, RuleText> rules) {
        List<Diagnosis> problems = new ArrayList<>();
        for (RuleText rule : rules.values()) {
            DetectRuleReader.limits(rule).stream()
                    .filter(limit -> detectRules(rules).noneMatch(owner -> belongs(limit, owner.name())))
                    .forEach(limit -> problems.add(rule.complaint("limit '" + limit + "' belongs to no rule"
                            + Spelling.hint(
                                    limit,
                                    detectRules(rules).map(RuleText::name).toList()))));
        }
        return problems;
    }

    private static boolean belongs(String limit, String rule) {
        return limit.equals(rule) || limit.startsWith(rule + ".");
    }
}
