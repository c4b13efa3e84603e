// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {

    private static final Instant START = Instant.parse("2026-11-24T03:00:00Z");

    private final SlidingWindow window = new SlidingWindow(RateLimit.perMinute(2));

    @Test
    void tellsTheTimeUntilTheOldestRequestLeavesTheWindow() {
        window.refuse("a", START);
        window.refuse("a", START.plusSeconds(10));

        assertThat(window.refuse("a", START.plusSeconds(20))).contains(Duration.ofSeconds(40));
        assertThat(window.refuse("a", START.plusSeconds(60))).isEmpty();
        assertThat(window.refuse("a", START.plusSeconds(60))).contains(Duration.ofSeconds(10));
    }

    @Test
    void countsEachKeyForItself() {
        window.refuse("a", START);
        window.refuse("a", START);

        assertThat(window.refuse("a", START)).isPresent();
        assertThat(window.refuse("b", START)).isEmpty();
    }

    @Test
    void admitsEverythingWhenSwitchedOff() {
        window.limit(RateLimit.off());

        for (int i = 0; i < 1_000; i++) {
            assertThat(window.refuse("a", START)).isEmpty();
        }
    }
}
