// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertClass;
import io.tocsin.model.alert.Evidence;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.Limits;
import io.tocsin.rulebase.Evaluator;
import io.tocsin.rulebase.RuleFault;
import io.tocsin.rulebase.TestFacts;
import io.tocsin.rulebase.TestRules;
import io.tocsin.rulebase.TestRules.Faults;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactEvaluatorTest {
    private static final Limits LIMITS = TestFacts.limits(Map.of("cost.spike", 10.0, "cost.loop", 5.0));
    private static final String SPIKE = """
            rule "cost.spike"
                @severity("critical") @owner("sre") @runbook("tier-downgrade")
                @summary("{scope}: {usd} an hour, {timesBaseline}x")
            when
                $spend : HourlySpend( usd > 5, timesBaseline > limit("cost.spike") )
            then
                insert( Alert.on( $spend ) );
            end
            """;

    @TempDir
    private Path folder;

    @Test
    void statesAnAlertWithMetadataEvidenceAndSummary() {
        // Given
        TestRules rules = new TestRules(folder).with("cost/spend.drl", SPIKE);
        // When
        List<Alert> alerts = evaluate(rules, TestFacts.spend(412.18, 10.82, LIMITS));
        // Then
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.rule()).isEqualTo("cost.spike");
            assertThat(alert.alertClass()).isEqualTo(AlertClass.COST);
            assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(alert.runbook()).isEqualTo("tier-downgrade");
            assertThat(alert.summary()).isEqualTo("team=search: $412.18 an hour, 10.8x");
            assertThat(alert.basis()).isEqualTo("median");
            assertThat(alert.event()).isFalse();
            assertThat(alert.evidence())
                    .containsExactly(
                            new Evidence("usd > 5", "usd", 412.18, 5),
                            new Evidence("timesBaseline > limit(\"cost.spike\")", "timesBaseline", 10.82, 10));
        });
    }

    @Test
    void statesNothingAtTheThresholdAndKeepsNothingForTheNextFact() {
        // Given
        TestRules rules = new TestRules(folder).with("cost/spend.drl", SPIKE);
        try (Evaluator evaluator = rules.load().evaluator()) {
            // When
            List<Alert> at = evaluator.evaluate(TestFacts.spend(412, 10, LIMITS));
            List<Alert> above = evaluator.evaluate(TestFacts.spend(412, 10.1, LIMITS));
            List<Alert> below = evaluator.evaluate(TestFacts.spend(412, 1, LIMITS));
            // Then
            assertThat(at).isEmpty();
            assertThat(above).hasSize(1);
            assertThat(below).isEmpty();
        }
    }

    @Test
    void classifiesBeforeItEnriches() {
        // Given
        TestRules rules = new TestRules(folder)
                .with("cost/spend.drl", SPIKE)
                .with("classify/severity.drl", """
                        rule "classify.small"
                        when
                            $draft : Draft( rule == "cost.spike" )
                            HourlySpend( usd < 500 )
                        then
                            $draft.severity( Severity.WARNING );
                        end
                        """)
                .with("enrich/label.drl", """
                        rule "enrich.warning"
                        when
                            $draft : Draft( severity == Severity.WARNING )
                            $spend : HourlySpend( topModel != "" )
                        then
                            $draft.label( "topModel", $spend.topModel() );
                        end
                        """);
        // When
        List<Alert> small = evaluate(rules, TestFacts.spend(412, 11, LIMITS));
        List<Alert> large = evaluate(rules, TestFacts.spend(512, 11, LIMITS));
        // Then
        assertThat(small).singleElement().satisfies(alert -> {
            assertThat(alert.severity()).isEqualTo(Severity.WARNING);
            assertThat(alert.labels()).containsEntry("topModel", "opus");
        });
        assertThat(large).singleElement().satisfies(alert -> {
            assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(alert.labels()).isEmpty();
        });
    }

    @Test
    void showsOnlyTheSideOfAnAlternativeThatHolds() {
        // Given
        TestRules rules = new TestRules(folder).with("cost/loop.drl", """
                        rule "cost.loop" @severity("critical") @owner("sre") @summary("loop") @event
                        when
                            $s : SessionFact( usd > limit("cost.loop"), growthStreak >= 5 || requestsPerMinute > 30 )
                        then
                            insert( Alert.on( $s ) );
                        end
                        """);
        // When
        List<Alert> alerts = evaluate(rules, TestFacts.session(31, 2, 6, LIMITS));
        // Then
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.event()).isTrue();
            assertThat(alert.evidence())
                    .extracting(Evidence::condition)
                    .containsExactly("usd > limit(\"cost.loop\")", "requestsPerMinute > 30");
        });
    }

    @Test
    void aConsequenceThatThrowsCostsItsOwnRuleOnly() {
        // Given
        Faults faults = new Faults();
        TestRules rules = new TestRules(folder)
                .with("cost/spend.drl", SPIKE + throwing("usd > 6", "$x.contributors().get(3) == null ? $x : $x"));
        // When
        List<Alert> alerts = evaluate(rules, faults, TestFacts.spend(412, 11, LIMITS));
        // Then
        assertThat(alerts).extracting(Alert::rule).containsExactly("cost.spike");
        assertThat(faults.heard()).singleElement().satisfies(fault -> {
            assertThat(fault.rule()).isEqualTo("cost.throws");
            assertThat(fault.kind()).isEqualTo(RuleFault.Kind.CONSEQUENCE);
        });
    }

    @Test
    void aConditionThatThrowsCostsItsOwnRuleOnThatFactOnly() {
        // Given
        Faults faults = new Faults();
        TestRules rules =
                new TestRules(folder).with("cost/spend.drl", SPIKE + throwing("baselineHours / requests > 1", "$x"));
        try (Evaluator evaluator = rules.load(faults).evaluator()) {
            // When
            List<Alert> divided = evaluator.evaluate(TestFacts.spend(412, 11, 0, LIMITS));
            List<Alert> next = evaluator.evaluate(TestFacts.spend(412, 11, 10, LIMITS));
            // Then
            assertThat(divided).extracting(Alert::rule).containsExactly("cost.spike");
            assertThat(next).extracting(Alert::rule).containsExactly("cost.spike", "cost.throws");
            assertThat(faults.heard())
                    .containsExactly(new RuleFault("cost.throws", RuleFault.Kind.CONDITION, "ArithmeticException"));
        }
    }

    private static String throwing(String condition, String argument) {
        return """
               rule "cost.throws" @severity("info") @owner("sre") @summary("throws")
               when
                   $x : HourlySpend( %s )
               then
                   insert( Alert.on( %s ) );
               end
               """.formatted(condition, argument);
    }

    private static List<Alert> evaluate(TestRules rules, Fact fact) {
        return evaluate(rules, new Faults(), fact);
    }

    private static List<Alert> evaluate(TestRules rules, Faults faults, Fact fact) {
        try (Evaluator evaluator = rules.load(faults).evaluator()) {
            return evaluator.evaluate(fact);
        }
    }
}
