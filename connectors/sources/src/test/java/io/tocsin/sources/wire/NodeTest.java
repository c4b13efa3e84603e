// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "null",
            value = {
                "7 | 7",
                "'7' | 7",
                "' 7 ' | 7",
                "7.0 | 7",
                "'1e3' | 1000",
                "-3 | -3",
                "'' | null",
                "'x' | null",
                "true | null",
                "null | null",
                "[7] | null",
                "1e300 | 9223372036854775807",
                "99999999999999999999 | 9223372036854775807",
                "-1e300 | -9223372036854775807",
                "'NaN' | null"
            })
    void readsWholeNumbersHoweverTheyAreWritten(String written, Long count) {
        assertThat(node(written == null ? "null" : written).count("a")).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "{}", "null", "''", "' '"})
    void hasNoTextWhereThereIsNone(String written) {
        assertThat(node(written).text("a")).isNull();
        assertThat(node(written).text("b")).isNull();
        assertThat(node(written).number("a")).isNaN();
        assertThat(node(written).at("a", "b", "c").exists()).isFalse();
        assertThat(node(written).at("a", "b").items()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1795435200, 2026-11-23T12:00:00Z",
        "1795435200.25, 2026-11-23T12:00:00.250Z",
        "1795435200250, 2026-11-23T12:00:00.250Z",
        "1795435200250000, 2026-11-23T12:00:00.250Z",
        "1795435200250000001, 2026-11-23T12:00:00.250000001Z",
        "'1795435200', 2026-11-23T12:00:00Z",
        "'2026-11-23 12:00:00', 2026-11-23T12:00:00Z",
        "'2026-11-23T12:00:00.000+0000', 2026-11-23T12:00:00Z",
        "'2026-11-23T12:00:00-0130', 2026-11-23T13:30:00Z",
        "'2026-11-23T12:00:00+02:00', 2026-11-23T10:00:00Z"
    })
    void readsTimesHoweverTheyAreWritten(String written, Instant at) {
        String value = written.contains("-") ? "'" + written + "'" : written;
        assertThat(node(value).time("a")).isEqualTo(at);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'soon'", "true", "null", "-5", "1e30", "{}", "'12:00'", "''"})
    void readsNoTimeWhereThereIsNone(String written) {
        Body body = Body.of(("{\"a\":" + written.replace('\'', '"') + "}").getBytes(UTF_8));
        body.values()
                .forEach(value -> assertThat(Times.plausible(value.time("a"), Instant.parse("2026-11-23T00:00:00Z")))
                        .isNull());
    }

    @Test
    void saysWhyABodyCannotBeRead() {
        assertThat(Body.of(new byte[0]).problem()).isPresent();
        assertThat(Body.of("   ".getBytes(UTF_8)).problem()).isPresent();
        assertThat(Body.of(("[".repeat(129) + "]".repeat(129)).getBytes(UTF_8)).problem())
                .hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo("json-limits"));
        assertThat(Body.of("{}\n[1]\n7".getBytes(UTF_8)).records()).hasSize(3);
    }

    private static Node node(String written) {
        return Body.of(("{\"a\":" + written.replace('\'', '"') + "}").getBytes(UTF_8))
                .value();
    }
}
