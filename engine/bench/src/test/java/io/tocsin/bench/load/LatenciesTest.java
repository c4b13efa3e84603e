// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void knowsQuantilesToHalfAPercent() {
        Latencies latencies = new Latencies();
        for (long millis = 1; millis <= 1_000; millis++) {
            latencies.record(millis * 1_000_000);
        }

        assertThat(latencies.count()).isEqualTo(1_000);
        assertThat(latencies.millis(0.5)).isCloseTo(500, Percentage.withPercentage(0.7));
        assertThat(latencies.millis(0.99)).isCloseTo(990, Percentage.withPercentage(0.7));
        assertThat(latencies.maxMillis()).isCloseTo(1_000, within(1e-9));
    }

    @Test
    void hasNoQuantileWithoutRecords() {
        assertThat(new Latencies().millis(0.5)).isNaN();
    }
}
