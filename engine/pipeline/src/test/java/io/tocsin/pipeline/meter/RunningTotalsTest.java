// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pipeline.log.Written;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Counters restart, come late, twice and after gaps; what they grew by is counted once. */
class RunningTotalsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final RunningTotals totals = new RunningTotals(3);

    private long read(String series, @Nullable Instant start, long second, long total) {
        Instant at = NOON.plusSeconds(second);
        return totals.grown(series, start, at, total, at);
    }

    @Test
    void countsWhatATotalGrewBy() {
        assertThat(read("a", NOON, 60, 100)).isEqualTo(100);
        assertThat(read("a", NOON, 120, 130)).isEqualTo(30);
        assertThat(read("a", NOON, 180, 130)).isZero();
    }

    @Test
    void countsNothingOfWhatWasCountedBeforeAnybodyWatched() {
        // Given: it has run for hours, does not tell since when, or says that it does not know
        Instant[] starts = {NOON.minus(Duration.ofHours(2)), null, NOON};

        // Then
        for (int i = 0; i < starts.length; i++) {
            assertThat(read("s" + i, starts[i], 0, 5_000)).isZero();
            assertThat(read("s" + i, starts[i], 60, 5_010)).isEqualTo(10);
        }
    }

    @Test
    void countsACounterThatBeganAgainFromItsNewStart() {
        // Given
        read("a", NOON, 60, 900);

        // Then
        assertThat(read("a", NOON.plusSeconds(90), 120, 4)).isEqualTo(4);
        assertThat(read("a", NOON.plusSeconds(90), 180, 6)).isEqualTo(2);
    }

    @Test
    void countsACounterThatFellUnderTheSameStartFromNothing() {
        // Given
        read("a", null, 60, 900);

        // Then
        assertThat(read("a", null, 120, 4)).isEqualTo(4);
        assertThat(read("a", null, 180, 10)).isEqualTo(6);
    }

    @Test
    void readsNothingOutOfALateOrRepeatedReading() {
        // Given
        read("a", NOON, 60, 100);
        read("a", NOON, 180, 300);

        // Then: the total of 12:02 lies between the two
        assertThat(read("a", NOON, 120, 200)).isZero();
        assertThat(read("a", NOON, 180, 300)).isZero();
        assertThat(read("a", NOON, 240, 310)).isEqualTo(10);
    }

    @Test
    void countsAGapAtItsEnd() {
        // Given
        read("a", NOON, 60, 100);

        // Then
        assertThat(read("a", NOON, 3 * 3600, 400)).isEqualTo(300);
    }

    @Test
    void keepsTwoProcessesApartThatShareASeries() {
        // Given
        Instant other = NOON.plusSeconds(5);

        // Then
        assertThat(read("a", NOON, 60, 100) + read("a", other, 61, 10)).isEqualTo(110);
        assertThat(read("a", NOON, 120, 150) + read("a", other, 121, 30)).isEqualTo(70);
    }

    @Test
    void holdsABoundedNumberAndForgetsWhatIsSilentForADay() {
        // Given
        read("a", NOON, 60, 1);
        read("b", NOON, 60, 1);
        read("c", NOON, 60, 1);

        // Then
        assertThat(read("d", NOON, 60, 1)).isZero();
        assertThat(read("a", NOON, 120, 5)).isEqualTo(4);
        assertThat(totals.size()).isEqualTo(3);
        read("a", NOON, 24 * 3600 + 100, 6);
        read("a", NOON, 25 * 3600 + 100, 7);
        assertThat(totals.size()).isEqualTo(1);
    }

    @Test
    void comesBackAsItWasWrittenDown() {
        // Given
        read("a", NOON, 60, 100);

        // When
        RunningTotals after = new RunningTotals(3);
        Written.read(Written.bytes(totals::write), in -> {
            after.read(in);
            return true;
        });

        // Then
        assertThat(after.grown("a", NOON, NOON.plusSeconds(120), 130, NOON.plusSeconds(120)))
                .isEqualTo(30);
    }
}
