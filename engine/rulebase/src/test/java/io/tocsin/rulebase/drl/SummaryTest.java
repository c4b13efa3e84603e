// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.fact.UserTokens;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {
    @ParameterizedTest(name = "{0} {1} reads {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    usd           | 412.184  | $412.18
                    limitUsd      | 15000    | $15,000.00
                    usedRatio     | 0.912    | 91%
                    errorRise     | 0.034    | 3.4%
                    utilisation   | 0        | 0%
                    timesBaseline | 10.82    | 10.8
                    contextTokens | 182400   | 182,400
                    hoursLeft     | 6.5      | 6.5
                    timesBaseline | NaN      | unknown
                    hoursToLimit  | Infinity | unlimited
                    """)
    void writesNumbersAsPeopleReadThem(String field, double value, String words) {
        assertThat(Summary.words(field, value)).isEqualTo(words);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    91200 | 9.1 | 91,200 tokens, 9.1x the first
                    91200 | NaN | 91,200 tokens
                    """)
    void leavesOutWhatStandsInBracketsWhenItIsNotKnown(double tokens, double times, String sentence) {
        // Given
        Summary summary = Summary.of("{tokens} tokens[, {timesBaseline}x the first]", UserTokens.class);
        Scope anna = new Scope(ScopeKind.USER, "default", "anna");
        // When
        String filled = summary.fill(
                new UserTokens(anna, Instant.EPOCH, name -> Double.NaN, tokens, 1, times, 1, 1, 1, List.of(), ""));
        // Then
        assertThat(filled).isEqualTo(sentence);
    }
}
