// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.rulebase.RuleException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleDiagnosisTest {
    private static final String GOOD = """
            package rules.cost;
            import io.tocsin.model.alert.Alert;
            import io.tocsin.model.fact.*;

            rule "cost.spike"
                @severity("critical") @owner("sre") @summary("Spend is {usd}")
            when
                $spend : HourlySpend( usd > 5, timesBaseline > limit("cost.spike") )
            then
                insert( Alert.on( $spend ) );
            end

            rule "cost.bloat" @severity("info") @owner("sre") @summary("bloat")
            when
                $call : CallFact( contextTokens > 50000, stopReason != "refusal" )
            then
                insert( Alert.on( $call ) );
            end
            """;

    @Test
    void acceptsWhatIsRight() {
        assertThat(RuleSet.of(List.of(new RuleFile("cost/a.drl", GOOD))).detect())
                .containsOnlyKeys("cost.bloat", "cost.spike");
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource({"syntax", "fields", "metadata", "refusals"})
    void namesFileLineAndReasonOfAMistake(String right, String wrong, String message) {
        // Given
        assertThat(GOOD).contains(right);
        RuleFile file = new RuleFile("cost/a.drl", GOOD.replace(right, wrong));
        // Then
        assertThatThrownBy(() -> RuleSet.of(List.of(file)))
                .isInstanceOf(RuleException.class)
                .hasMessage(message);
    }

    static Stream<Arguments> syntax() {
        return Stream.of(
                Arguments.of(
                        "end\n\nrule",
                        "\n\nrule",
                        "cost/a.drl:5: rule \"cost.spike\" has no 'end' before rule \"cost.bloat\""),
                Arguments.of("$call ) );\nend", "$call ) );\n", "cost/a.drl:13: rule \"cost.bloat\" has no 'end'"),
                Arguments.of(
                        "when\n    $spend",
                        "whn\n    $spend",
                        "cost/a.drl:7:1: unexpected 'whn'; did you mean 'when'?"),
                Arguments.of(
                        "usd > 5, times",
                        "usd > 5 times",
                        "cost/a.drl:8:35: unexpected 'timesBaseline'; is a comma missing before it?"),
                Arguments.of(
                        "limit(\"cost.spike\") )",
                        "limit(\"cost.spike\" )",
                        "cost/a.drl:9:1: unexpected 'then' here; is a bracket or quote still open before it?"));
    }

    static Stream<Arguments> fields() {
        return Stream.of(
                Arguments.of(
                        ": HourlySpend(",
                        ": HourlySpent(",
                        "cost/a.drl:8:14: a rule in cost/ cannot match on 'HourlySpent'; did you mean 'HourlySpend'?"),
                Arguments.of(
                        "timesBaseline >",
                        "timesBasline >",
                        "cost/a.drl:8:36: HourlySpend has no field 'timesBasline'; did you mean 'timesBaseline'?"),
                Arguments.of(
                        "usd > 5",
                        "usd > \"5\"",
                        "cost/a.drl:8:27: 'usd' is a number, but is compared with text \"5\""),
                Arguments.of(
                        "!= \"refusal\"",
                        "!= 3",
                        "cost/a.drl:15:46: 'stopReason' is text, but is compared with a number 3"),
                Arguments.of(
                        "usd > 5",
                        "usd > floor(5)",
                        "cost/a.drl:8:33: 'floor(…)' is refused; a condition may call limit(\"…\") only"),
                Arguments.of(
                        "limit(\"cost.spike\")",
                        "limit(usd)",
                        "cost/a.drl:8:52: limit takes the name of a limit in quotes"),
                Arguments.of(
                        "limit(\"cost.spike\")",
                        "limit(\"cost.spiek\")",
                        "cost/a.drl:5: limit 'cost.spiek' belongs to no rule; did you mean 'cost.spike'?"));
    }

    static Stream<Arguments> metadata() {
        return Stream.of(
                Arguments.of(
                        "@owner(\"sre\") @summary(\"Spend",
                        "@summary(\"Spend",
                        "cost/a.drl:5: rule \"cost.spike\" has no @owner"),
                Arguments.of(
                        "@severity(\"critical\")",
                        "@severity(\"urgent\")",
                        "cost/a.drl:5: @severity must be info, warning or critical, was 'urgent'"),
                Arguments.of(
                        "@severity(\"critical\")",
                        "@severity(\"critical\") @runbok(\"x\")",
                        "cost/a.drl:5: rule \"cost.spike\" has an unknown annotation @runbok; did you mean 'runbook'?"),
                Arguments.of(
                        "{usd}",
                        "{usdd}",
                        "cost/a.drl:5: @summary names {usdd}, but HourlySpend has no such field; did you mean 'usd'?"),
                Arguments.of(
                        "\"cost.spike\"\n",
                        "\"limits.spike\"\n",
                        "cost/a.drl:5: rule \"limits.spike\" stands in cost/, so its name must begin with 'cost.'\n"
                                + "cost/a.drl:5: limit 'cost.spike' belongs to no rule"),
                Arguments.of(
                        "\"cost.bloat\"",
                        "\"cost.Bloat_\"",
                        "cost/a.drl:13: rule \"cost.Bloat_\" must be named <concern>.<lower-case-words-with-dashes>"),
                Arguments.of(
                        "\"cost.bloat\"",
                        "\"cost.spike\"",
                        "cost/a.drl:13: rule \"cost.spike\" stands already at cost/a.drl:5"));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        "package rules.cost;",
                        "package rules.limits;",
                        "cost/a.drl:1: a file in cost/ must begin with 'package rules.cost;'"),
                Arguments.of(
                        "import io.tocsin.model.fact.*;",
                        "import io.tocsin.model.fact.*; import java.io.File;",
                        "cost/a.drl:3: import of java.io.File is refused;"
                                + " rules see io.tocsin.model.{alert,decision,fact,scope} only"),
                Arguments.of(
                        "rule \"cost.bloat\"",
                        "global java.util.List sink;\nrule \"cost.bloat\"",
                        "cost/a.drl:13: 'global' is refused; write rules only"),
                Arguments.of(
                        "rule \"cost.bloat\"",
                        "function void f() {}\nrule \"cost.bloat\"",
                        "cost/a.drl:13: 'function' is refused; write rules only"),
                Arguments.of(
                        "rule \"cost.bloat\"",
                        "declare X a : int end\nrule \"cost.bloat\"",
                        "cost/a.drl:13: 'declare' is refused; write rules only"),
                Arguments.of(
                        "@summary(\"bloat\")",
                        "@summary(\"bloat\") salience 10",
                        "cost/a.drl:13: attribute 'salience' is refused in rule \"cost.bloat\";"
                                + " the folder decides the order of rules"),
                Arguments.of(
                        "$call : CallFact",
                        "eval( true )\n $call : CallFact",
                        "cost/a.drl:13: eval is refused in the condition of rule \"cost.bloat\""),
                Arguments.of(
                        "    insert( Alert.on( $call ) );",
                        "    insert( Alert.on( $call ) );\n    System.exit( 1 );",
                        "cost/a.drl:18: 'System' is refused in the consequence of rule \"cost.bloat\"\n"
                                + "cost/a.drl:18: 'exit' is refused in the consequence of rule \"cost.bloat\"\n"
                                + "cost/a.drl:13: rule \"cost.bloat\" must do nothing but insert( Alert.on( … ) );"),
                Arguments.of(
                        "Alert.on( $call )",
                        "Alert.on( $call.getClass() )",
                        "cost/a.drl:17: 'getClass' is refused in the consequence of rule \"cost.bloat\""),
                Arguments.of(
                        "Alert.on( $call )",
                        "Alert.on( java.lang.Runtime )",
                        "cost/a.drl:17: 'java' is refused in the consequence of rule \"cost.bloat\"\n"
                                + "cost/a.drl:17: 'lang' is refused in the consequence of rule \"cost.bloat\"\n"
                                + "cost/a.drl:17: 'Runtime' is refused in the consequence of rule \"cost.bloat\""),
                Arguments.of(
                        "contextTokens > 50000",
                        "Runtime.getRuntime() != null",
                        "cost/a.drl:15:23: CallFact has no field 'Runtime'"));
    }

    @Test
    void aFolderThatStandsForNoClassAsksForOne() {
        // Given
        RuleFile file =
                new RuleFile("misc/a.drl", GOOD.replace("cost.", "misc.").replace("rules.cost", "rules.misc"));
        // Then
        assertThatThrownBy(() -> RuleSet.of(List.of(file)))
                .hasMessageStartingWith("misc/a.drl:5: folder misc/ stands for no class of alerts; write @class");
    }
}
