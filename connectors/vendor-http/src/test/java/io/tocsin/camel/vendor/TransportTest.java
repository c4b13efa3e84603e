// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest {

    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

    @Test
    void readsRetryAfterInSecondsAndAsADate() {
        assertThat(Transport.retryAfter("30", NOW)).contains(Duration.ofSeconds(30));
        assertThat(Transport.retryAfter("Tue, 24 Nov 2026 03:01:30 GMT", NOW)).contains(Duration.ofSeconds(90));
    }

    @Test
    void neverWaitsANegativeTime() {
        assertThat(Transport.retryAfter("Tue, 24 Nov 2026 02:00:00 GMT", NOW)).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999"})
    void ignoresARetryAfterItCannotRead(String value) {
        assertThat(Transport.retryAfter(value, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api.example.org", "ftp://api.example.org", "http://", "http://exa mple"})
    void refusesABaseUriThatIsNotAnHttpAddress(String address) {
        assertThatThrownBy(() -> Transport.base(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("baseUri must be an absolute http or https address, was " + address);
    }

    @Test
    void dropsTheSlashAtTheEnd() {
        assertThat(Transport.base("https://api.example.org/")).hasToString("https://api.example.org");
    }

    @Test
    void refusesATimeoutThatIsNotPositive() {
        HttpConfiguration options = new HttpConfiguration() {};
        options.setRequestTimeout(0);

        assertThatThrownBy(() -> new Transport(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("requestTimeout must be positive, was PT0S");
    }
}
