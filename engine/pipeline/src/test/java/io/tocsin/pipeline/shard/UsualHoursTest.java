// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsualHoursTest {
    private static final int DAY = 24;

    private final Set<Long> used = new HashSet<>();

    private static long hour(String time) {
        return Instant.parse(time).getEpochSecond() / 3600;
    }

    private void use(String day, int from, int to) {
        for (int hour = from; hour < to; hour++) {
            used.add(hour(day + "T00:00:00Z") + hour);
        }
    }

    private UsualHours at(String time) {
        return UsualHours.of(hour(time), Collections.min(used), used::contains);
    }

    @Test
    void nineToFiveIsUsualAndTheNightIsNot() {
        for (String day : new String[] {"02", "03", "04", "05", "06", "09", "10", "11", "12"}) {
            use("2026-11-" + day, 9, 17);
        }

        assertThat(at("2026-11-13T10:00:00Z").unusual()).isFalse();
        assertThat(at("2026-11-13T08:00:00Z").unusual()).as("an hour beside").isFalse();
        assertThat(at("2026-11-13T03:00:00Z").unusual()).isTrue();
        assertThat(at("2026-11-14T10:00:00Z").unusual()).as("Saturday").isTrue();
        assertThat(at("2026-11-13T03:00:00Z").basis()).endsWith("comparable days");
    }

    @Test
    void fourDaysAreTooFew() {
        for (String day : new String[] {"09", "10", "11", "12"}) {
            use("2026-11-" + day, 9, 17);
        }

        assertThat(at("2026-11-13T03:00:00Z").unusual()).isFalse();
        assertThat(at("2026-11-13T03:00:00Z").basis()).isEqualTo("learning: fewer than 5 active days in 13");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoKeepsNoHoursIsNeverSuspect(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long now = hour("2026-11-16T00:00:00Z");
        for (int day = 1; day <= UsualHours.DAYS; day++) {
            used.add(now - (long) day * DAY + random.nextInt(DAY));
        }

        for (int hour = 0; hour < DAY; hour++) {
            assertThat(UsualHours.of(now + hour, Collections.min(used), used::contains)
                            .unusual())
                    .isFalse();
        }
    }

    /** What may still change must not count, or a restart in the middle of an hour would judge by other hours. */
    @Test
    void theHoursThatMayStillChangeDoNotCount() {
        for (String day : new String[] {"02", "03", "04", "05", "06", "09", "10", "11", "12"}) {
            use("2026-11-" + day, 9, 17);
        }
        UsualHours before = at("2026-11-13T03:00:00Z");
        used.add(hour("2026-11-13T02:00:00Z"));
        used.add(hour("2026-11-13T03:00:00Z"));

        assertThat(at("2026-11-13T03:00:00Z")).isEqualTo(before);
    }
}
