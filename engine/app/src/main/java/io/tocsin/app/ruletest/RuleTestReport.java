// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.ruletest;

import io.tocsin.pipeline.scenario.Verdict;
import io.tocsin.rulebase.Coverage.ConditionSeen;
import io.tocsin.rulebase.Coverage.RuleSeen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of the tests of a rules folder.
 *
 * @param folder the rules folder
 * @param verdicts in the order run
 * @param rules what was seen of every rule
 */
public record RuleTestReport(Path folder, List<Verdict> verdicts, List<RuleSeen> rules) {

    /** Copies the lists. */
    public RuleTestReport {
        verdicts = List.copyOf(verdicts);
        rules = List.copyOf(rules);
    }

    /** How many tests failed. */
    public long failed() {
        return verdicts.stream().filter(verdict -> !verdict.passed()).count();
    }

    /** How long all took together. */
    public double seconds() {
        return verdicts.stream().mapToDouble(Verdict::seconds).sum();
    }

    /** How many rules were seen to match. */
    public long rulesCovered() {
        return rules.stream().filter(RuleSeen::matched).count();
    }

    /** How many conditions there are. */
    public long conditions() {
        return rules.stream().mapToLong(rule -> rule.conditions().size()).sum();
    }

    /** How many of them were seen true and false. */
    public long conditionsCovered() {
        return rules.stream()
                .flatMap(rule -> rule.conditions().stream())
                .filter(ConditionSeen::covered)
                .count();
    }

    /** What no test has covered, in order of file and line. */
    public List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        for (RuleSeen rule : rules) {
            String file = folder.resolve(rule.file()).toString();
            if (!rule.matched()) {
                gaps.add(new Gap(file, rule.line(), 1, "rule \"" + rule.rule() + "\"", "never matches"));
            }
            rule.conditions().stream()
                    .filter(condition -> !condition.covered())
                    .forEach(condition -> gaps.add(
                            new Gap(file, condition.line(), condition.column(), condition.text(), missing(condition))));
        }
        return gaps;
    }

    private static String missing(ConditionSeen condition) {
        if (!condition.seenTrue() && !condition.seenFalse()) {
            return "is never judged";
        }
        return condition.seenTrue() ? "is never false" : "is never true";
    }

    /**
     * Something no test has covered.
     *
     * @param file the rule file
     * @param line its line
     * @param column its column
     * @param text the rule or condition
     * @param missing what was not seen
     */
    public record Gap(String file, int line, int column, String text, String missing) {
        @Override
        public String toString() {
            return file + ":" + line + ":" + column + ": " + text + " " + missing;
        }
    }
}
