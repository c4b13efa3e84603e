// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.rulebase.Correlator;
import io.tocsin.rulebase.Coverage.ConditionSeen;
import io.tocsin.rulebase.Coverage.Judged;
import io.tocsin.rulebase.Coverage.RuleSeen;
import io.tocsin.rulebase.CoveredRulebase;
import io.tocsin.rulebase.Evaluator;
import io.tocsin.rulebase.TestFacts;
import io.tocsin.rulebase.TestRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeenRulesTest {
    private static final String DETECT = """
            rule "cost.loop"
                @severity("critical") @owner("us")
                @summary("{usd}")
            when
                $session : SessionFact( usd > limit("cost.loop.floor"), growthStreak >= 5 || requestsPerMinute > 30 )
            then
                insert( Alert.on( $session ) );
            end
            """;
    private static final String ENRICH = """
            rule "enrich.cause"
            when
                $draft : Draft( rule == "cost.loop" )
                SessionFact( growthStreak >= 5 )
            then
                $draft.label( "cause", "grows" );
            end
            """;
    private static final String CORRELATE = """
            rule "correlate.same-scope"
            when
                LiveAlert( alert.rule == "cost.a", $scope : alert.scope )
                $alert : LiveAlert( alert.rule == "cost.b", alert.scope == $scope )
            then
                insertLogical( new Decision.Hold( $alert.id(), "inhibited", "says it" ) );
            end

            rule "correlate.nothing-critical"
            when
                $alert : LiveAlert( alert.severity == Severity.INFO )
                not LiveAlert( alert.severity == Severity.CRITICAL )
            then
                insertLogical( new Decision.Hold( $alert.id(), "quiet", "nothing is critical" ) );
            end
            """;

    @TempDir
    private Path folder;

    private CoveredRulebase rules() {
        return new TestRules(folder)
                .with("cost/loop.drl", DETECT)
                .with("enrich/cause.drl", ENRICH)
                .with("correlate/scopes.drl", CORRELATE)
                .load()
                .covered();
    }

    private static RuleSeen seen(CoveredRulebase rules, String rule) {
        return rules.coverage().rules().stream()
                .filter(one -> one.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static String marks(RuleSeen rule) {
        StringBuilder marks = new StringBuilder();
        for (ConditionSeen condition : rule.conditions()) {
            marks.append(condition.seenTrue() ? "t" : "-").append(condition.seenFalse() ? "f " : "- ");
        }
        return marks.toString().strip();
    }

    private static void judge(CoveredRulebase rules, double perMinute, long streak, double usd) {
        try (Evaluator evaluator = rules.evaluator()) {
            evaluator.evaluate(
                    TestFacts.session(perMinute, streak, usd, TestFacts.limits(Map.of("cost.loop.floor", 5.0))));
        }
    }

    @Test
    void nothingIsSeenBeforeAnythingIsJudged() {
        // Given
        RuleSeen rule = seen(rules(), "cost.loop");
        // Then
        assertThat(rule.matched()).isFalse();
        assertThat(marks(rule)).isEqualTo("-- -- -- --");
        assertThat(rule.conditions())
                .extracting(ConditionSeen::text)
                .containsExactly(
                        "usd > limit(\"cost.loop.floor\")",
                        "growthStreak >= 5 || requestsPerMinute > 30",
                        "growthStreak >= 5",
                        "requestsPerMinute > 30");
        assertThat(rule.conditions()).extracting(ConditionSeen::line).containsOnly(6);
        assertThat(rule.conditions().get(3).column())
                .isGreaterThan(rule.conditions().get(2).column());
    }

    @Test
    void everySideOfAnOrIsAConditionOfItsOwn() {
        // Given
        CoveredRulebase rules = rules();
        // When
        judge(rules, 31, 0, 6);
        // Then
        assertThat(marks(seen(rules, "cost.loop"))).isEqualTo("t- t- -f t-");
        assertThat(seen(rules, "cost.loop").matched()).isTrue();
        // When
        judge(rules, 1, 1, 1);
        judge(rules, 1, 5, 1);
        // Then
        assertThat(marks(seen(rules, "cost.loop"))).isEqualTo("tf tf tf tf");
    }

    @Test
    void aRuleIsSeenToMatchOnlyWhenAllItsConditionsHoldTogether() {
        // Given
        CoveredRulebase rules = rules();
        // When
        judge(rules, 1, 5, 1);
        judge(rules, 1, 1, 9);
        // Then
        assertThat(marks(seen(rules, "cost.loop"))).isEqualTo("tf tf tf -f");
        assertThat(seen(rules, "cost.loop").matched()).isFalse();
    }

    @Test
    void laterLayersAreSeenOnlyWhereTheyRun() {
        // Given
        CoveredRulebase rules = rules();
        // When
        judge(rules, 1, 9, 1);
        // Then
        assertThat(marks(seen(rules, "enrich.cause"))).isEqualTo("-- --");
        // When
        judge(rules, 31, 1, 9);
        // Then
        assertThat(marks(seen(rules, "enrich.cause"))).isEqualTo("t- -f");
    }

    @Test
    void aConditionOnWhatAnEarlierPatternBoundIsSeenOverPairs() {
        // Given
        CoveredRulebase rules = rules();
        // When
        decide(rules, alert("1", "cost.a", "search", Severity.WARNING), alert("2", "cost.b", "shop", Severity.WARNING));
        // Then
        assertThat(marks(seen(rules, "correlate.same-scope"))).isEqualTo("tf tf tf");
        assertThat(seen(rules, "correlate.same-scope").matched()).isFalse();
        // When
        decide(rules, alert("1", "cost.a", "shop", Severity.WARNING), alert("2", "cost.b", "shop", Severity.WARNING));
        // Then
        assertThat(seen(rules, "correlate.same-scope").matched()).isTrue();
    }

    @Test
    void aNotMatchesWhereNothingDoes() {
        // Given
        CoveredRulebase rules = rules();
        // When
        decide(rules, alert("1", "cost.a", "shop", Severity.INFO), alert("2", "cost.a", "shop", Severity.CRITICAL));
        // Then
        assertThat(seen(rules, "correlate.nothing-critical").matched()).isFalse();
        // When
        decide(rules, alert("1", "cost.a", "shop", Severity.INFO));
        // Then
        assertThat(seen(rules, "correlate.nothing-critical").matched()).isTrue();
    }

    @Test
    void saysWhichConditionFailedAndByHowMuch() {
        // When
        List<Judged> judged = rules().coverage()
                .explain("cost.loop", TestFacts.session(30, 4, 6, TestFacts.limits(Map.of("cost.loop.floor", 5.0))));
        // Then
        assertThat(judged).extracting(Judged::holds).containsExactly(true, false);
        assertThat(judged.get(0).numbers()).isEqualTo("usd is 6, the limit is 5");
        assertThat(judged.get(1).numbers())
                .isEqualTo("growthStreak is 4, the limit is 5; requestsPerMinute is 30, the limit is 30");
    }

    private static void decide(CoveredRulebase rules, LiveAlert... alerts) {
        try (Correlator correlator = rules.correlator()) {
            List.of(alerts).forEach(correlator::alert);
            correlator.decide();
        }
    }

    private static LiveAlert alert(String id, String rule, String team, Severity severity) {
        return TestFacts.live(id, rule, new Scope(ScopeKind.TEAM, "default", team), severity, AlertState.FIRING);
    }
}
