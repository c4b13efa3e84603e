// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"10.8|10.8", "10|10", "1234567.4|1,234,567", "0.0234|0.0234", "0|0", "-2.55|-2.6", "NaN|unknown"})
    void writesNoMoreDigitsThanMatter(double value, String text) {
        // Then
        assertThat(Words.number(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"PT42S,42 s", "PT8M,8 min", "PT110M,1 h 50 min", "PT-5S,0 s"})
    void writesHowLong(Duration length, String text) {
        // Then
        assertThat(Words.duration(length)).isEqualTo(text);
    }

    @Test
    void writesDollars() {
        // Then
        assertThat(Words.usd(54.9)).isEqualTo("$54.90");
        assertThat(Words.usd(412.4)).isEqualTo("$412");
    }
}
