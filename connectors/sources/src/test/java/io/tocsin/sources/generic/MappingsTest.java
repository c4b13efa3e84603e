// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.pipeline.yaml.InvalidYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingsTest {
    private static final String GOOD =
            "mappings:\n  - tool: mine\n    when: .a\n    alert:\n      name: .n\n      state: .s\n";

    @Test
    void findsEveryFlawAtOnceWithItsPlace() {
        assertThatThrownBy(() -> Mappings.parse(
                        "m.yaml",
                        "mappings:\n  - tool: mine\n    wen: .a\n    alert:\n      nam: .n\n      state: range(9)\n"))
                .isInstanceOf(InvalidYaml.class)
                .hasMessageContaining("m.yaml:3:5: unknown key 'mappings[0].wen'; did you mean 'when'?")
                .hasMessageContaining("mappings[0].when is missing")
                .hasMessageContaining("unknown key 'mappings[0].alert.nam'")
                .hasMessageContaining("mappings[0].alert.name is missing")
                .hasMessageContaining(
                        "m.yaml:6:7: mappings[0].alert.state must be a jq expression, was 'range(9)'; it must"
                                + " be without range");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tool: mine | tool: tocsin | other than tocsin",
                "tool: mine | tool: Mine! | must be a word",
                "alert: | alarm: | unknown key",
                "when: .a | when: .a[ | jq cannot read it",
                "when: .a | when: .a[] | must not go through a list",
                "when: .a | when: | must be a jq expression"
            })
    void saysWhatIsWrongWithAMapping(String good, String bad, String reason) {
        assertThat(Mappings.parse("m.yaml", GOOD).size()).isEqualTo(1);
        assertThatThrownBy(() -> Mappings.parse("m.yaml", GOOD.replace(good, bad)))
                .isInstanceOf(InvalidYaml.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".a.b",
                ".a[0]",
                ".a[]?",
                ".groups[].alerts[]?",
                ".\"odd key\"",
                ".a // \"none\"",
                "if .a == 1 then \"x\" elif .b > 2 then \"y\" else null end",
                ".a | map(select(.up | not)) | length",
                ". as $all | $all.a",
                "{a: .b, \"c\": 1}",
                ".Message | fromjson | .AlarmName",
                ".a - 1 / 0.5 % 2",
                "(.a | ascii_downcase | startswith(\"x\")) and (.b | not)",
                "-1",
                ".a[1:2]"
            })
    void allowsWhatIsBoundedByTheBody(String expression) {
        assertThat(Grammar.objection(expression)).isEmpty();
        assertThat(Expression.of(expression)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "def f: f; f",
                "range(1000000000)",
                "[limit(3; repeat(1))]",
                "..",
                "recurse",
                "reduce .[] as $x (0; . + $x)",
                "until(false; .)",
                ".name * 1000000000",
                ".a = 1",
                ".a |= 1",
                ".[1000000000] = 1",
                ".a //= 1",
                "env",
                "$ENV",
                "input",
                "test(\"(a+)+$\")",
                "gsub(\"a\";\"b\")",
                "@base64",
                "\"\\(.a)\"",
                ".a[].b[].c[]",
                "[.[] as $x | .[] | select(. == $x)]",
                "(.a[]) + (.b[])",
                "{a: .x[], b: .y[]}",
                ".a | map(.b[])",
                "map(map(map(1)))",
                "length(1)",
                "startswith",
                "label $f | 1",
                "# comment",
                "import \"a\" as a; 1",
                "now"
            })
    void refusesWhatCouldLoopGrowOrLookOutside(String expression) {
        assertThat(Grammar.objection(expression)).isPresent();
    }

    @Test
    void refusesAnExpressionThatIsTooLong() {
        assertThat(Grammar.objection(".a + ".repeat(200) + "1"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("500"));
    }
}
