// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.decision.Decision;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.rulebase.Correlator;
import io.tocsin.rulebase.RuleFault;
import io.tocsin.rulebase.TestFacts;
import io.tocsin.rulebase.TestRules;
import io.tocsin.rulebase.TestRules.Faults;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertCorrelatorTest {
    private static final String PAGE = """
            rule "respond.page"
            when
                $alert : LiveAlert( alert.severity == Severity.CRITICAL )
            then
                insertLogical( new Decision.Notify( $alert.id(), Decision.Channel.PAGE, "critical" ) );
            end
            """;
    private static final String HOLD = """
            rule "correlate.worse"
            when
                LiveAlert( alert.rule == "limits.worse", $scope : alert.scope )
                $alert : LiveAlert( alert.rule == "limits.bad", alert.scope == $scope )
            then
                insertLogical( new Decision.Hold( $alert.id(), "inhibited", "worse" ) );
            end
            """;

    @TempDir
    private Path folder;

    private TestRules rules;

    @BeforeEach
    void write() {
        rules = new TestRules(folder).with("respond/page.drl", PAGE).with("correlate/hold.drl", HOLD);
    }

    @Test
    void aDecisionHoldsAsLongAsItsReason() {
        try (Correlator correlator = rules.load().correlator()) {
            // Given
            correlator.alert(alert("limits.bad", Severity.WARNING, AlertState.FIRING));
            correlator.alert(alert("limits.worse", Severity.CRITICAL, AlertState.FIRING));
            // When
            List<Decision> both = correlator.decide();
            correlator.alert(alert("limits.worse", Severity.CRITICAL, AlertState.RESOLVED));
            List<Decision> one = correlator.decide();
            // Then
            assertThat(both)
                    .containsExactly(
                            new Decision.Hold("limits.bad", "inhibited", "worse"),
                            new Decision.Notify("limits.worse", Decision.Channel.PAGE, "critical"));
            assertThat(one).isEmpty();
        }
    }

    @Test
    void tellingTheSameTwiceChangesNothingAndAChangedAlertReplacesItself() {
        try (Correlator correlator = rules.load().correlator()) {
            // Given
            correlator.alert(alert("limits.bad", Severity.CRITICAL, AlertState.FIRING));
            correlator.alert(alert("limits.bad", Severity.CRITICAL, AlertState.FIRING));
            List<Decision> before = correlator.decide();
            // When
            correlator.alert(alert("limits.bad", Severity.WARNING, AlertState.ACKNOWLEDGED));
            // Then
            assertThat(before).hasSize(1);
            assertThat(correlator.decide()).isEmpty();
        }
    }

    @Test
    void aPendingAlertIsNotKnown() {
        try (Correlator correlator = rules.load().correlator()) {
            // Given
            correlator.alert(alert("limits.bad", Severity.CRITICAL, AlertState.PENDING));
            // Then
            assertThat(correlator.decide()).isEmpty();
        }
    }

    @Test
    void aConditionThatThrowsCostsItsOwnRuleOnly() {
        // Given
        Faults faults = new Faults();
        rules.with("correlate/throws.drl", """
                rule "correlate.throws"
                when
                    $alert : LiveAlert( alert.evidence.get(3).actual > 5 )
                then
                    insertLogical( new Decision.Hold( $alert.id(), "x", "x" ) );
                end
                """);
        try (Correlator correlator = rules.load(faults).correlator()) {
            correlator.alert(alert("limits.worse", Severity.CRITICAL, AlertState.FIRING));
            // When
            List<Decision> decisions = correlator.decide();
            // Then
            assertThat(decisions)
                    .containsExactly(new Decision.Notify("limits.worse", Decision.Channel.PAGE, "critical"));
            assertThat(faults.heard())
                    .containsExactly(new RuleFault(
                            "correlate.throws", RuleFault.Kind.CONDITION, "ArrayIndexOutOfBoundsException"));
        }
    }

    private static LiveAlert alert(String rule, Severity severity, AlertState state) {
        return TestFacts.live(rule, rule, new Scope(ScopeKind.POOL, "default", "main/opus"), severity, state);
    }
}
