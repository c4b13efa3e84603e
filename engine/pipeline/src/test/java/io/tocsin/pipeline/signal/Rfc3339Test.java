// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void writesAndReadsAsTheJdkDoes(long seed) {
        Random random = new Random(seed);
        int[] nanos = {0, 1, 1_000, 551_000_000, 999_999_999, 120_000};
        for (int i = 0; i < 20_000; i++) {
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(-70_000_000_000L, 300_000_000_000L), nanos[random.nextInt(nanos.length)]);
            assertThat(Rfc3339.format(instant)).isEqualTo(instant.toString());
            assertThat(Rfc3339.parse(instant.toString())).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2017-08-03T15:17:37.804-04:00",
                "2026-02-28T23:59:59+14:00",
                "2024-02-29T00:00:00.1Z",
                "1999-12-31T23:59:59.123456789+00:00"
            })
    void understandsOffsets(String text) {
        assertThat(Rfc3339.parse(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-11-23",
                "2026-11-23T16:21:11",
                "2026-13-01T00:00:00Z",
                "2026-02-29T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T00:60:00Z",
                "2026-01-01T00:00:61Z",
                "2026-01-01T00:00:00.Z",
                "2026-01-01T00:00:00.0000000001Z",
                "2026-01-01T00:00:00+0100",
                "2026-01-01T00:00:00+24:00",
                "2026-01-01T00:00:00Zulu",
                "+2026-01-01T00:00:00Z",
                "٢٠٢٦-01-01T00:00:00Z"
            })
    void refusesEverythingElse(String text) {
        assertThat(Rfc3339.parse(text)).isNull();
    }

    @Test
    void readsALeapSecondAsTheNextSecond() {
        assertThat(Rfc3339.parse("2016-12-31T23:59:60Z")).isEqualTo(Instant.parse("2017-01-01T00:00:00Z"));
    }
}
