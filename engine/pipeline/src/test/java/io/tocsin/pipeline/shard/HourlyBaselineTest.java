// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.window.Baseline;
import io.tocsin.pipeline.window.Counters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HourlyBaselineTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Scope TEAM = new Scope(ScopeKind.TEAM, "default", "search");

    @ParameterizedTest
    @ValueSource(ints = {2, 30, 200})
    void staysWhatItWasForTheHourThoughStateIsReadBackAndPastHoursChange(int hours) {
        // Given: a dollar more each hour, and a look at what is normal.
        SpendWindow window = new SpendWindow(TEAM, Counters.WIDE, List.of());
        for (int hour = 0; hour < hours; hour++) {
            spend(window, START.plus(Duration.ofHours(hour)), 1 + hour);
        }
        Instant now = START.plus(Duration.ofHours(hours));
        Baseline before = window.usdBaseline(now);

        // When: much of it comes late, and the node restarts.
        for (int hour = 0; hour < hours; hour++) {
            spend(window, START.plus(Duration.ofHours(hour)), 1_000);
        }
        SpendWindow after =
                Written.read(Written.bytes(window::write), in -> SpendWindow.read(in, TEAM, Counters.WIDE, List.of()));

        // Then
        assertThat(after.usdBaseline(now.plusSeconds(600))).isEqualTo(before);
        Instant next = now.plus(Duration.ofHours(1));
        assertThat(after.usdBaseline(next)).isEqualTo(window.usdBaseline(next));
    }

    @Test
    void readsBackWhatIsKnownAndWhatIsNot() {
        for (Baseline baseline : List.of(
                Baseline.none(),
                Baseline.of(10, 0, hour -> 1),
                Baseline.of(40, 0, hour -> hour < 3 ? 1 : 0),
                Baseline.of(40, 0, hour -> hour),
                Baseline.of(300, 0, hour -> hour % 7))) {
            assertThat(Written.read(Written.bytes(baseline::write), Baseline::read))
                    .isEqualTo(baseline);
        }
    }

    private static void spend(SpendWindow window, Instant at, long usd) {
        long[] counts = new long[Counters.WIDE];
        counts[Counters.REQUESTS] = 1;
        counts[Counters.NANO_USD] = usd * 1_000_000_000;
        window.add(SpendWindow.minute(at), counts);
    }
}
