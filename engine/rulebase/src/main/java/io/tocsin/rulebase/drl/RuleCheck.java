// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import io.tocsin.rulebase.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Judges one rule: its name, its metadata, its condition and its consequence. */
final class RuleCheck {
    private static final Set<String> METADATA =
            new TreeSet<>(Set.of("class", "event", "owner", "runbook", "severity", "summary"));
    private static final Set<String> SEVERITIES = Set.of("info", "warning", "critical");

    private final RuleText rule;
    private final List<Diagnosis> problems = new ArrayList<>();

    private RuleCheck(RuleText rule) {
        this.rule = rule;
    }

    /** What is wrong with the rule. */
    static List<Diagnosis> of(RuleText rule) {
        RuleCheck check = new RuleCheck(rule);
        check.name();
        check.shape();
        if (rule.file().layer() == Layer.DETECT) {
            check.metadata();
        }
        check.problems.addAll(ConstraintCheck.of(rule));
        check.problems.addAll(ConsequenceCheck.of(rule));
        return check.problems;
    }

    private void name() {
        String concern = rule.file().concern();
        if (!rule.name().startsWith(concern + ".")) {
            complain("rule \"" + rule.name() + "\" stands in " + concern + "/, so its name must begin with '" + concern
                    + ".'");
        } else if (!rule.name().matches("[a-z0-9-]+\\.[a-z0-9]+(-[a-z0-9]+)*")) {
            complain("rule \"" + rule.name() + "\" must be named <concern>.<lower-case-words-with-dashes>");
        }
    }

    private void shape() {
        rule.attributes()
                .forEach(attribute -> complain("attribute '" + attribute + "' is refused in rule \"" + rule.name()
                        + "\"; the folder decides the order of rules"));
        rule.refused()
                .forEach(element -> complain(element + " is refused in the condition of rule \"" + rule.name() + "\""));
        if (rule.file().layer() == Layer.DETECT && rule.patterns().size() != 1) {
            complain("rule \"" + rule.name() + "\" must match on exactly one fact");
        } else if (rule.patterns().isEmpty()) {
            complain("rule \"" + rule.name() + "\" matches on nothing");
        }
    }

    private void metadata() {
        for (String key : List.of("severity", "owner", "summary")) {
            if (rule.meta(key).isEmpty()) {
                complain("rule \"" + rule.name() + "\" has no @" + key);
            }
        }
        rule.metadata().keySet().stream()
                .filter(key -> !METADATA.contains(key))
                .forEach(key -> complain("rule \"" + rule.name() + "\" has an unknown annotation @" + key
                        + Spelling.hint(key, METADATA)));
        rule.meta("severity")
                .filter(word -> !SEVERITIES.contains(word))
                .ifPresent(word -> complain("@severity must be info, warning or critical, was '" + word + "'"));
        if (DetectRuleReader.alertClass(rule).isEmpty()) {
            complain(
                    rule.meta("class").isPresent()
                            ? "@class '" + rule.meta("class").orElse("") + "' is no class of alerts"
                            : "folder " + rule.file().concern() + "/ stands for no class of alerts; write @class");
        }
        summary();
    }

    private void summary() {
        Optional<Class<?>> fact =
                rule.patterns().stream().findFirst().flatMap(pattern -> DetectRuleReader.fact(pattern.type()));
        if (fact.isEmpty()) {
            return;
        }
        Set<String> fields = Vocabulary.fields(fact.get()).keySet();
        Summary.placeholders(rule.meta("summary").orElse("")).stream()
                .filter(name -> !fields.contains(name))
                .forEach(name -> complain("@summary names {" + name + "}, but "
                        + fact.get().getSimpleName() + " has no such field" + Spelling.hint(name, fields)));
    }

    private void complain(String reason) {
        problems.add(rule.complaint(reason));
    }
}
