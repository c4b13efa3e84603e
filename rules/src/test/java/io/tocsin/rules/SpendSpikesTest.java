// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.decision.Decision;
import io.tocsin.pipeline.threshold.Thresholds;
import io.tocsin.rulebase.Correlator;
import io.tocsin.rulebase.Evaluator;
import io.tocsin.rulebase.Rulebase;
import io.tocsin.rulebase.folder.RuleFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One cause that makes several scopes spike pages once: from facts through alerts to what people hear. */
class SpendSpikesTest {
    private static final Thresholds THRESHOLDS = Thresholds.load(Path.of("thresholds.yaml"));
    private static final String SPIKE = " usd=412 timesBaseline=12 baselineUsd=34";
    private static final String ANOMALY = " timesBaseline=12 historyHours=48 historyRequests=200";

    private static Rulebase rulebase;
    private static Evaluator evaluator;

    private Correlator correlator;

    @BeforeAll
    static void load() {
        rulebase = RuleFolder.load(Path.of("."), Path.of("target", "cache-of-tests"));
        evaluator = rulebase.evaluator();
    }

    @AfterAll
    static void unload() {
        evaluator.close();
    }

    @BeforeEach
    void open() {
        correlator = rulebase.correlator();
    }

    @AfterEach
    void close() {
        correlator.close();
    }

    @Test
    void oneUserOfOneFeatureOfOneTeamPagesOnceForTheFeature() {
        // Given
        spends("tenant", "default", "feature=checkout:0.8");
        spends("team", "shop", "feature=checkout:0.9");
        spends("feature", "checkout", "user=anna:0.95");
        spends("user", "anna", "session=8f2c:0.4");
        userTokens("anna", "session=8f2c:0.4");
        // Then
        assertThat(paged()).containsExactly("cost.hourly-spend-spike feature=checkout");
        assertThat(held())
                .containsEntry(
                        "cost.hourly-spend-spike tenant=default",
                        Set.of(
                                "cost.hourly-spend-spike of feature=checkout says it",
                                "cost.hourly-spend-spike of team=shop says it"))
                .containsEntry(
                        "cost.hourly-spend-spike team=shop",
                        Set.of("cost.hourly-spend-spike of feature=checkout says it"))
                .containsEntry(
                        "cost.user-token-anomaly user=anna",
                        Set.of("cost.hourly-spend-spike of feature=checkout names this user as its driver"))
                .hasSize(4);
    }

    @Test
    void thePageOfTheFeatureNamesTheUserAsItsDriver() {
        assertThat(spends("feature", "checkout", "user=anna:0.95").alert().labels())
                .containsEntry("driver", "user=anna");
    }

    @Test
    void whoIsLessThanHalfOfItIsNoDriver() {
        assertThat(spends("feature", "checkout", "user=anna:0.49").alert().labels())
                .doesNotContainKey("driver");
    }

    @Test
    void aTeamThatNamesNoFeaturesIsToldBeforeItsTenant() {
        // Given
        spends("tenant", "default", "user=anna:0.8");
        spends("team", "shop", "user=anna:0.9");
        userTokens("anna", "session=8f2c:0.4");
        // Then
        assertThat(paged()).containsExactly("cost.hourly-spend-spike team=shop");
    }

    @Test
    void twoCausesPageTwice() {
        // Given
        spends("tenant", "default", "feature=checkout:0.6");
        spends("feature", "checkout", "user=anna:0.9");
        spends("feature", "reports", "user=bert:0.9");
        userTokens("carl", "session=77:0.9");
        // Then
        assertThat(paged())
                .containsExactly(
                        "cost.hourly-spend-spike feature=checkout",
                        "cost.hourly-spend-spike feature=reports",
                        "cost.user-token-anomaly user=carl");
    }

    @Test
    void aTenantThatSpikesAllOverPagesOnceForTheTenant() {
        // Given
        spends("tenant", "default", "feature=checkout:0.3");
        spends("team", "shop", "feature=checkout:0.5");
        spends("feature", "checkout", "user=anna:0.1");
        spends("feature", "reports", "user=bert:0.1");
        // Then
        assertThat(paged()).containsExactly("cost.hourly-spend-spike tenant=default");
    }

    @Test
    void aUserAloneIsToldOnce() {
        // Given
        spends("user", "anna", "session=8f2c:0.4");
        userTokens("anna", "session=8f2c:0.4");
        // Then
        assertThat(paged()).containsExactly("cost.user-token-anomaly user=anna");
    }

    @Test
    void aRunawayLoopSpeaksForItsUser() {
        // Given
        tell("SessionFact", "scope=8f2c usd=9 requests=60 requestsPerMinute=40 silentSeconds=1");
        spends("user", "anna", "session=8f2c:0.9");
        userTokens("anna", "session=8f2c:0.9");
        // Then
        assertThat(paged()).containsExactly("cost.runaway-loop session=8f2c");
    }

    @Test
    void whatATakenUserDrivesWakesNobodyAgainUntilTheUserIsOver() {
        // Given
        LiveAlert anna = userTokens("anna", "session=8f2c:0.4");
        correlator.alert(as(anna, AlertState.ACKNOWLEDGED));
        spends("feature", "checkout", "user=anna:0.95");
        // When
        Set<String> taken = paged();
        correlator.alert(as(anna, AlertState.RESOLVED));
        // Then
        assertThat(taken).isEmpty();
        assertThat(paged()).containsExactly("cost.hourly-spend-spike feature=checkout");
    }

    @Test
    void whatWasHeldIsToldWhenTheOtherIsOver() {
        // Given
        LiveAlert feature = spends("feature", "checkout", "user=anna:0.95");
        spends("team", "shop", "feature=checkout:0.9");
        // When
        correlator.alert(as(feature, AlertState.RESOLVED));
        // Then
        assertThat(paged()).containsExactly("cost.hourly-spend-spike team=shop");
    }

    private LiveAlert spends(String kind, String id, String contributor) {
        return tell("HourlySpend", "kind=" + kind + " scope=" + id + " contributors=" + contributor + SPIKE);
    }

    private LiveAlert userTokens(String id, String contributor) {
        return tell("UserTokens", "scope=" + id + " contributors=" + contributor + ANOMALY);
    }

    private LiveAlert tell(String fact, String values) {
        List<Alert> alerts =
                evaluator.evaluate(Facts.of(fact, values, scope -> THRESHOLDS.limits(scope, Facts.AT, rule -> false)));
        assertThat(alerts).hasSize(1);
        LiveAlert live = as(alerts.get(0), AlertState.FIRING);
        correlator.alert(live);
        return live;
    }

    private static LiveAlert as(LiveAlert live, AlertState state) {
        return as(live.alert(), state);
    }

    private static LiveAlert as(Alert alert, AlertState state) {
        String id = alert.rule() + " " + alert.scope().label();
        return new LiveAlert(id, alert, state, Facts.AT, null, null, null, List.of(), List.of());
    }

    private Set<String> paged() {
        Set<String> paged = new TreeSet<>();
        List<Decision> decisions = correlator.decide();
        decisions.stream()
                .filter(Decision.Notify.class::isInstance)
                .map(Decision::alertId)
                .forEach(paged::add);
        decisions.stream()
                .filter(Decision.Hold.class::isInstance)
                .map(Decision::alertId)
                .forEach(paged::remove);
        return paged;
    }

    private Map<String, Set<String>> held() {
        Map<String, Set<String>> held = new TreeMap<>();
        correlator.decide().stream()
                .filter(Decision.Hold.class::isInstance)
                .forEach(hold -> held.computeIfAbsent(hold.alertId(), any -> new TreeSet<>())
                        .add(hold.reason()));
        return held;
    }
}
