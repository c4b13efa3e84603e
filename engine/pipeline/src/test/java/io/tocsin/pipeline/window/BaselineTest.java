// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BaselineTest {
    @Test
    void isColdWithLessThanADayOfHistory() {
        Baseline baseline = Baseline.of(1000, 977, hour -> 5);

        assertThat(baseline.isCold()).isTrue();
        assertThat(baseline.basis()).isEqualTo("learning: 23 of 24 hours of history");
        assertThat(baseline.times(500)).isNaN();
    }

    @Test
    void isTheMedianOfActiveHoursInTheFirstDays() {
        Baseline baseline = Baseline.of(1000, 970, hour -> hour % 2 == 0 ? 4 : 0);

        assertThat(baseline.value()).isEqualTo(4);
        assertThat(baseline.samples()).isEqualTo(15);
        assertThat(baseline.times(40)).isEqualTo(10);
    }

    @Test
    void isNotMovedByOneWildHour() {
        Baseline baseline = Baseline.of(1000, 970, hour -> hour == 990 ? 1_000_000 : 4);

        assertThat(baseline.value()).isEqualTo(4);
        assertThat(baseline.deviation()).isZero();
    }

    @Test
    void isNotMovedByOneHourAtThisTimeOfTheFirstDays() {
        assertThat(Baseline.of(1000, 970, hour -> hour == 976 ? 900 : hour < 975 || hour > 977 && hour < 999 ? 4 : 0)
                        .value())
                .isEqualTo(4);
        assertThat(Baseline.of(1000, 970, hour -> hour >= 975 && hour <= 977 ? 900 : hour < 999 ? 4 : 0)
                        .value())
                .isEqualTo(900);
    }

    @Test
    void comparesWithTheSameTimeOfDayOnceThereAreFiveDays() {
        long nineInTheMorning = 24 * 100 + 9;

        Baseline baseline = Baseline.of(nineInTheMorning, nineInTheMorning - 24 * 7, hour -> {
            long hourOfDay = hour % 24;
            return hourOfDay >= 8 && hourOfDay <= 10 ? 50 : 1;
        });

        assertThat(baseline.value()).isEqualTo(50);
        assertThat(baseline.basis()).contains("at this time of day");
    }

    @Test
    void staysColdWithoutEnoughActiveHours() {
        assertThat(Baseline.of(1000, 900, hour -> hour < 905 ? 3 : 0).isCold()).isTrue();
    }
}
