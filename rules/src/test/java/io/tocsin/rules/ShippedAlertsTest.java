// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertClass;
import io.tocsin.model.alert.Evidence;
import io.tocsin.model.alert.Severity;
import io.tocsin.pipeline.threshold.Thresholds;
import io.tocsin.rulebase.Evaluator;
import io.tocsin.rulebase.folder.RuleFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shipped rules say of what they found. */
class ShippedAlertsTest {
    private static final Thresholds THRESHOLDS = Thresholds.load(Path.of("thresholds.yaml"));

    private static Evaluator evaluator;

    @BeforeAll
    static void load() {
        evaluator = RuleFolder.load(Path.of("."), Path.of("target", "cache-of-tests"))
                .evaluator();
    }

    @AfterAll
    static void close() {
        evaluator.close();
    }

    @Test
    void aSpendSpikeCarriesEvidenceDollarsCauseAndAnAutomationThatIsSafe() {
        // When
        List<Alert> alerts = evaluate(
                "HourlySpend",
                "usd=412.18 timesBaseline=10.8 baselineUsd=38.16 usdPerHourNow=510 baselineHours=72 requests=900"
                        + " topModel=opus-5 topModelRatio=0.91");
        // Then
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.summary()).isEqualTo("Hourly spend is $412.18, 10.8x its baseline of $38.16");
            assertThat(alert.alertClass()).isEqualTo(AlertClass.COST);
            assertThat(alert.runbook()).isEqualTo("tier-downgrade");
            assertThat(alert.automationSafe()).isTrue();
            assertThat(alert.escalationRequired()).isTrue();
            assertThat(alert.usdSoFar()).isEqualTo(374.02);
            assertThat(alert.usdPerHour()).isEqualTo(510);
            assertThat(alert.labels())
                    .containsEntry("topModel", "opus-5")
                    .containsEntry("cause", "one model carries most of the spend");
            assertThat(alert.evidence()).extracting(Evidence::threshold).containsExactly(5.0, 10.0);
        });
    }

    @Test
    void thinEvidenceIsNotEnoughForAnAutomation() {
        assertThat(evaluate("HourlySpend", "usd=412 timesBaseline=11 baselineUsd=37 baselineHours=23 requests=900"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.automationSafe()).isFalse());
    }

    @Test
    void anEventNamesTheSessionAndUserBehindIt() {
        assertThat(evaluate("CallFact", "contextTokens=182400 sessionGrowth=9.1 session=8f2c user=anna model=opus-5"))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.event()).isTrue();
                    assertThat(alert.severity()).isEqualTo(Severity.WARNING);
                    assertThat(alert.escalationRequired()).isFalse();
                    assertThat(alert.summary())
                            .isEqualTo("One request carried 182,400 input tokens, 9.1x the first of its session");
                    assertThat(alert.labels())
                            .containsEntry("session", "8f2c")
                            .containsEntry("user", "anna")
                            .containsKey("cause")
                            .doesNotContainKey("team");
                });
    }

    @Test
    void aRunawayLoopSaysWhatItCostsAnHour() {
        assertThat(
                        evaluate(
                                "SessionFact",
                                "usd=6 usdPerHour=240 requests=60 requestsPerMinute=40 growthStreak=1 growthTimes=1 silentSeconds=1"))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.usdSoFar()).isEqualTo(6);
                    assertThat(alert.usdPerHour()).isEqualTo(240);
                    assertThat(alert.labels())
                            .containsEntry("cause", "calls follow each other faster than people type");
                    assertThat(alert.evidence())
                            .extracting(Evidence::field)
                            .containsExactly("usd", "silentSeconds", "requestsPerMinute");
                });
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "critical,CRITICAL",
        "page,CRITICAL",
        "error,CRITICAL",
        "warning,WARNING",
        "info,INFO",
        "strange,WARNING"
    })
    void anAlertOfAnotherToolKeepsItsSeverity(String word, Severity severity) {
        assertThat(evaluate("ExternalAlertState", "firing=true tool=grafana fingerprint=ab12 severity=" + word))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.severity()).isEqualTo(severity);
                    assertThat(alert.escalationRequired()).isEqualTo(severity == Severity.CRITICAL);
                    assertThat(alert.facet()).isEqualTo("grafana/ab12");
                });
    }

    @Test
    void noAlertWithoutARunbookIsSafeToAutomate() {
        assertThat(evaluate(
                        "BudgetUse", "period=day usedRatio=1.2 usedUsd=120 limitUsd=100 hoursLeft=9 hoursToLimit=0"))
                .hasSize(3)
                .allSatisfy(alert -> assertThat(alert.automationSafe())
                        .isEqualTo(alert.rule().equals("cost.daily-budget-early")));
    }

    private static List<Alert> evaluate(String fact, String values) {
        return evaluator.evaluate(Facts.of(fact, values, scope -> THRESHOLDS.limits(scope, Facts.AT, rule -> false)));
    }
}
