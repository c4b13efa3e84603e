// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertIdTest {
    private static final String FINGERPRINT = "a1b2c3d4e5f60718";

    @Test
    void isTheSameOnEveryMemberThatSeesTheAlertOnTheSameDay() {
        assertThat(AlertId.of(FINGERPRINT, Instant.parse("2026-11-23T00:00:00Z"), 0))
                .isEqualTo(AlertId.of(FINGERPRINT, Instant.parse("2026-11-23T23:59:59Z"), 0))
                .isEqualTo("a1b2c3d4e5f60718-g18-0")
                .isNotEqualTo(AlertId.of(FINGERPRINT, Instant.parse("2026-11-24T00:00:00Z"), 0));
    }

    @Test
    void knowsItsOwnForm() {
        assertThat(AlertId.isOne(AlertId.of(FINGERPRINT, Instant.parse("2026-11-23T00:00:00Z"), 17)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gateway-eu-1",
                "a1b2c3d4e5f60718",
                "a1b2c3d4e5f60718-g18",
                "A1B2C3D4E5F60718-g18-0",
                "a1b2c3d4e5f60718-g18-0 ",
                "d3640fbd41094207a1c11e58e46b1662"
            })
    void doesNotTakeTheKeysOfOthersForItsOwn(String key) {
        assertThat(AlertId.isOne(key)).isFalse();
    }
}
