// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import static io.tocsin.server.source.KnownDeliveries.Standing.ANOTHER;
import static io.tocsin.server.source.KnownDeliveries.Standing.NEW;
import static io.tocsin.server.source.KnownDeliveries.Standing.ON_ITS_WAY;
import static io.tocsin.server.source.KnownDeliveries.Standing.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.server.HandClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownDeliveriesTest {
    private static final List<String> ID = List.of("id 1");

    private final HandClock clock = new HandClock(Sent.NOW);
    private final KnownDeliveries known = new KnownDeliveries(clock);

    @Test
    void knowsWhatWasTakenForTwoDays() {
        // When
        assertThat(known.begin(ID, "a")).isEqualTo(NEW);
        known.end(ID, "a", true);
        clock.forward(Duration.ofHours(48));

        // Then
        assertThat(known.begin(ID, "a")).isEqualTo(TAKEN);
        assertThat(known.begin(ID, "b")).isEqualTo(ANOTHER);
        clock.forward(Duration.ofSeconds(1));
        assertThat(known.begin(ID, "b")).isEqualTo(NEW);
    }

    @Test
    void takesAgainWhatWasNotTaken() {
        // When
        known.begin(ID, "a");

        // Then
        assertThat(known.begin(ID, "a")).isEqualTo(ON_ITS_WAY);
        known.end(ID, "a", false);
        assertThat(known.begin(ID, "b")).isEqualTo(NEW);
    }

    @Test
    void givesUpWhatIsOnItsWayForTooLong() {
        // When
        known.begin(ID, "a");
        clock.forward(Duration.ofSeconds(121));

        // Then
        assertThat(known.begin(ID, "a")).isEqualTo(NEW);
        assertThat(known.begin(ID, "a")).isEqualTo(ON_ITS_WAY);
    }

    @Test
    void knowsADeliveryByAnyOfItsNames() {
        // When
        known.begin(List.of("id 1", "signed 7"), "a");
        known.end(List.of("id 1", "signed 7"), "a", true);

        // Then
        assertThat(known.begin(List.of("id 2", "signed 7"), "a")).isEqualTo(TAKEN);
        assertThat(known.begin(List.of(), "a")).isEqualTo(NEW);
        assertThat(known.begin(List.of(), "a")).isEqualTo(NEW);
    }

    @Test
    void forgetsTheOldestOfTooMany() {
        // When
        for (int i = 0; i <= 50_001; i++) {
            List<String> id = List.of("id " + i);
            known.begin(id, "a");
            known.end(id, "a", true);
        }

        // Then
        assertThat(known.begin(List.of("id 50001"), "a")).isEqualTo(TAKEN);
        assertThat(known.begin(List.of("id 2"), "a")).isEqualTo(TAKEN);
        assertThat(known.begin(List.of("id 0"), "a")).isEqualTo(NEW);
    }
}
