// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fact.HourlySpend;
import io.tocsin.rulebase.RuleFault;
import io.tocsin.rulebase.TestFacts;
import io.tocsin.rulebase.TestRules.Faults;
import io.tocsin.rulebase.compiled.LayerBase;
import io.tocsin.rulebase.compiled.RuleCompiler;
import io.tocsin.rulebase.drl.RuleFile;
import io.tocsin.rulebase.session.LayerSession.Stated;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiringTest {
    private static final String LOOP = """
            package rules.cost;
            import io.tocsin.model.alert.Alert;
            import io.tocsin.model.fact.*;

            rule "cost.a-loop"
            when
                $spend : HourlySpend( usd > 5 )
            then
                update( $spend );
            end

            rule "cost.b-spike"
            when
                $spend : HourlySpend( usd > 6 )
            then
                insert( Alert.on( $spend ) );
            end
            """;

    @Test
    void aRuleThatFiresOverAndOverIsStoppedAndTheOthersStillCount() {
        // Given
        Faults faults = new Faults();
        LayerBase base = LayerBase.of(List.of(RuleCompiler.compile(new RuleFile("cost/loop.drl", LOOP))));
        HourlySpend spend = TestFacts.spend(412, 11, TestFacts.limits(Map.of()));
        try (LayerSession session = new LayerSession(base, faults, 20)) {
            // When
            List<Stated> stated = session.run(spend, List.of());
            // Then
            assertThat(stated).extracting(Stated::rule).contains("cost.b-spike");
            assertThat(faults.heard())
                    .extracting(RuleFault::kind)
                    .contains(RuleFault.Kind.ENDLESS)
                    .doesNotContain(RuleFault.Kind.CONDITION);
            assertThat(faults.heard()).extracting(RuleFault::rule).contains("cost.a-loop");
        }
    }
}
