// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.scenario.Scenario.OnFact;
import io.tocsin.pipeline.scenario.Scenario.Outcome;
import io.tocsin.pipeline.scenario.ScenarioFile;
import io.tocsin.pipeline.scenario.ScenarioRunner;
import io.tocsin.pipeline.scenario.Verdict;
import io.tocsin.pipeline.shard.Policy;
import io.tocsin.pipeline.threshold.Thresholds;
import io.tocsin.rulebase.Coverage.RuleSeen;
import io.tocsin.rulebase.Rulebase;
import io.tocsin.rulebase.folder.RuleFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the tests that lie beside the shipped rules, as {@code tocsin rules test} does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShippedScenariosTest {
    private static final Path RULES = Path.of(".");

    private Rulebase rulebase;
    private List<Verdict> verdicts;
    private List<RuleSeen> seen;

    @BeforeAll
    void run() {
        rulebase = RuleFolder.load(RULES, Path.of("target", "cache-of-tests"));
        Policy policy = Policy.of(
                Thresholds.load(RULES.resolve("thresholds.yaml")),
                PriceBook.load(RULES.resolve("prices.yaml")),
                List.of());
        try (ScenarioRunner runner = new ScenarioRunner(rulebase, policy)) {
            verdicts = ScenarioFile.load(RULES, rulebase.rules()).stream()
                    .map(runner::run)
                    .toList();
            seen = runner.coverage().rules();
        }
    }

    List<Verdict> verdicts() {
        return verdicts;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("verdicts")
    void behavesAsItsScenarioSays(Verdict verdict) {
        assertThat(verdict.differences())
                .as(verdict.scenario().place() + " " + verdict.scenario().name() + " " + verdict.nearMisses())
                .isEmpty();
    }

    @Test
    void everyDetectRuleHasScenariosThatFireAndStayQuiet() {
        for (String rule : rulebase.rules().keySet()) {
            assertThat(outcomes(rule)).as(rule + " needs a scenario that fires").contains(Outcome.FIRES);
            assertThat(outcomes(rule).filter(outcome -> outcome == Outcome.QUIET || outcome == Outcome.CLEARS))
                    .as(rule + " needs two scenarios that stay quiet, one of them just below its limit")
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }

    private Stream<Outcome> outcomes(String rule) {
        return verdicts.stream()
                .map(Verdict::scenario)
                .filter(OnFact.class::isInstance)
                .map(OnFact.class::cast)
                .filter(scenario -> scenario.rule().equals(rule))
                .map(OnFact::outcome);
    }

    @Test
    void everyRuleOfEveryLayerIsSeenToMatch() {
        assertThat(seen).hasSizeGreaterThan(rulebase.rules().size());
        assertThat(seen.stream().filter(rule -> !rule.matched()))
                .as("rules no scenario makes match")
                .isEmpty();
    }

    @Test
    void everyConditionIsSeenTrueAndFalse() {
        assertThat(seen.stream()
                        .flatMap(rule -> rule.conditions().stream()
                                .filter(condition -> !condition.covered())
                                .map(condition -> rule.file() + ":" + condition.line() + ": " + condition.text()
                                        + (condition.seenTrue() ? " is never false" : " is never true"))))
                .as("conditions to be covered by scenarios")
                .isEmpty();
    }
}
