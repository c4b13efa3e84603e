// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import io.tocsin.model.alert.AlertClass;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.fact.Fact;
import io.tocsin.rulebase.RuleInfo;
import io.tocsin.rulebase.drl.Expression.Chain;
import io.tocsin.rulebase.drl.RuleText.Constraint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes detect rules of rule texts that passed the checks. */
final class DetectRuleReader {
    private static final Map<String, AlertClass> CLASSES = Map.ofEntries(
            Map.entry("cost", AlertClass.COST),
            Map.entry("limits", AlertClass.RATE_LIMIT),
            Map.entry("latency", AlertClass.LATENCY),
            Map.entry("quality", AlertClass.QUALITY),
            Map.entry("context", AlertClass.CONTEXT),
            Map.entry("errors", AlertClass.ERROR),
            Map.entry("compliance", AlertClass.COMPLIANCE),
            Map.entry("security", AlertClass.SECURITY),
            Map.entry("business", AlertClass.BUSINESS),
            Map.entry("platform", AlertClass.PLATFORM),
            Map.entry("provider", AlertClass.PROVIDER));
    private static final Pattern LIMIT = Pattern.compile("limit\\s*\\(\\s*\"([^\"]+)\"\\s*\\)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d[\\d_]*(\\.\\d+)?([eE]-?\\d+)?[dDfFlL]?");

    private DetectRuleReader() {}

    /** Class of the alerts of a rule: its {@code @class}, else what its folder stands for. */
    static Optional<AlertClass> alertClass(RuleText rule) {
        return rule.meta("class")
                .map(word -> word.toUpperCase(Locale.ROOT).replace('-', '_'))
                .map(word -> Arrays.stream(AlertClass.values())
                        .filter(value -> value.name().equals(word))
                        .findFirst())
                .orElseGet(() -> Optional.ofNullable(CLASSES.get(rule.file().concern())));
    }

    /** The kind of fact a pattern type names. */
    static Optional<Class<?>> fact(String type) {
        return Arrays.stream(Fact.class.getPermittedSubclasses())
                .filter(fact -> fact.getSimpleName().equals(type))
                .findFirst();
    }

    /** Names of the limits a rule reads, in order, each once. */
    static List<String> limits(RuleText rule) {
        return rule.patterns().stream()
                .flatMap(pattern -> pattern.constraints().stream())
                .flatMap(constraint -> LIMIT.matcher(constraint.text()).results())
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }

    /** Makes a rule; the limits that classify and enrich rules read on its behalf count as its own. */
    static DetectRule read(RuleText rule, Collection<String> further) {
        Class<?> fact = fact(rule.patterns().get(0).type()).orElseThrow();
        String summary = rule.meta("summary").orElseThrow();
        RuleInfo info = new RuleInfo(
                rule.name(),
                alertClass(rule).orElseThrow(),
                Severity.of(rule.meta("severity").orElseThrow()),
                rule.meta("owner").orElseThrow(),
                rule.meta("runbook").orElse(null),
                summary,
                rule.metadata().containsKey("event"),
                fact.getSimpleName(),
                Stream.concat(limits(rule).stream(), further.stream())
                        .distinct()
                        .toList(),
                rule.file().path(),
                rule.line());
        return new DetectRule(info, Summary.of(summary, fact), comparisons(rule, fact));
    }

    private static List<Comparison> comparisons(RuleText rule, Class<?> fact) {
        List<Comparison> comparisons = new ArrayList<>();
        for (Constraint constraint : rule.patterns().get(0).constraints()) {
            List<Chain> chains = Expression.of(constraint.text()).chains().stream()
                    .filter(chain -> chain.names().size() == 1 && !chain.called())
                    .filter(chain -> Vocabulary.fields(fact).containsKey(chain.head()))
                    .toList();
            for (Chain chain : chains) {
                String written = chains.size() == 1 ? constraint.text() : chain.written();
                comparisons.add(comparison(fact, chain, written));
            }
        }
        return comparisons;
    }

    private static Comparison comparison(Class<?> fact, Chain chain, String written) {
        FactField field = FactField.of(fact, chain.head());
        return new Comparison(
                written.replaceAll("\\s+", " "),
                chain.head(),
                chain.operator(),
                field.number(),
                threshold(fact, chain.right()));
    }

    private static ToDoubleFunction<Fact> threshold(Class<?> fact, String right) {
        Matcher limit = LIMIT.matcher(right);
        if (limit.matches()) {
            String name = limit.group(1);
            return judged -> judged.limit(name);
        }
        if (NUMBER.matcher(right).matches()) {
            double number = Double.parseDouble(right.replace("_", "").replaceAll("[lL]$", ""));
            return judged -> number;
        }
        return Vocabulary.fields(fact).containsKey(right)
                ? FactField.of(fact, right).number()
                : judged -> Double.NaN;
    }
}
