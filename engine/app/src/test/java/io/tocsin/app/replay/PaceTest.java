// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    private static final Instant START = Instant.parse("2026-11-24T02:30:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"max", "60x", "1x", "0.5x", "200"})
    void understandsItsWords(String word) {
        assertThat(Pace.of(word)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0x", "-1x", "fast", "x", "1e9x"})
    void refusesOtherWords(String word) {
        assertThat(Pace.of(word)).isEmpty();
    }

    @Test
    void neverWaitsAtMost() {
        // Given
        Pace pace = Pace.max();
        pace.untilDue(START);

        // Then
        assertThat(pace.untilDue(START.plus(Duration.ofDays(365)))).isZero();
    }

    @Test
    void waitsForTheVirtualTimeDividedByItsSpeed() {
        // Given
        Pace pace = Pace.times(60);
        pace.untilDue(START);

        // When
        Duration wait = pace.untilDue(START.plus(Duration.ofHours(1)));

        // Then
        assertThat(wait).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    }
}
