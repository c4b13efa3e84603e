// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import io.tocsin.rulebase.RuleException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Rule files that passed every check. Immutable, thread-safe.
 *
 * @param files the files, in order of path
 * @param detect the detect rules by id, sorted
 */
public record RuleSet(List<RuleFile> files, SortedMap<String, DetectRule> detect) {

    /** Copies the collections. */
    public RuleSet {
        files = files.stream().sorted().toList();
        detect = Collections.unmodifiableSortedMap(new TreeMap<>(detect));
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
        if (!problems.isEmpty()) {
            throw new RuleException(problems.stream().map(Diagnosis::toString).collect(Collectors.joining("\n")));
        }
        Map<String, DetectRule> detect = new HashMap<>();
        rules.values().stream()
                .filter(rule -> rule.file().layer() == Layer.DETECT)
                .forEach(rule -> detect.put(rule.name(), DetectRuleReader.read(rule)));
        return new RuleSet(files, new TreeMap<>(detect));
    }
}
