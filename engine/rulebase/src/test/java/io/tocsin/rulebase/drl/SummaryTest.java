// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import static org.assertj.core.api.Assertions.assertThat;

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
}
