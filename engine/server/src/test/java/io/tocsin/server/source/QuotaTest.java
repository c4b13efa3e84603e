// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.server.HandClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuotaTest {
    private final HandClock clock = new HandClock(Sent.NOW);

    @Test
    void lendsTenSecondsAndThenSoManyASecond() {
        // Given
        Quota quota = new Quota(3, clock);

        // Then
        assertThat(taken(quota)).isEqualTo(30);
        clock.forward(Duration.ofSeconds(1));
        assertThat(taken(quota)).isEqualTo(3);
        clock.forward(Duration.ofMillis(900));
        assertThat(taken(quota)).isEqualTo(2);
        clock.forward(Duration.ofMillis(100));
        assertThat(taken(quota)).isEqualTo(1);
        clock.forward(Duration.ofDays(3_650));
        assertThat(taken(quota)).isEqualTo(30);
    }

    @Test
    void losesNothingWhenTheClockIsSetBack() {
        // Given
        Quota quota = new Quota(1, clock);
        taken(quota);

        // When
        clock.forward(Duration.ofHours(-1));

        // Then
        assertThat(taken(quota)).isZero();
        clock.forward(Duration.ofSeconds(2));
        assertThat(taken(quota)).isEqualTo(2);
    }

    private static int taken(Quota quota) {
        int taken = 0;
        while (quota.take()) {
            taken++;
        }
        return taken;
    }
}
