// SPDX-License-Identifier: Apache-2.0
package io.tocsin.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTargetTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://gateway.internal/hook",
                "http://169.254.169.254/latest",
                "http://0x7f000001/",
                "http://localhost.:80/",
                "https://user@gateway.internal/hook",
                "https://gateway.internal/hook?token=1",
                "https://gateway.internal/hook#1",
                "https:///hook",
                "file:///etc/passwd",
                "gopher://gateway.internal/",
                "/hook"
            })
    void takesOnlyWholeHttpsAddresses(String url) {
        assertThatThrownBy(() -> target(URI.create(url), Optional.empty(), SECOND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("automation.targets.gateway.url must be an absolute https address")
                .hasMessageNotContaining("token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://gateway.internal:8443/hook", "http://127.0.0.1:4000/", "http://localhost/hook"})
    void takesHttpsAndThisMachine(String url) {
        assertThat(target(URI.create(url), Optional.of("abc"), SECOND).url()).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "line\nbreak"})
    void takesOnlySecretsThatFitAHeader(String secret) {
        assertThatThrownBy(() -> target(URI.create("https://a.b/"), Optional.of(secret), SECOND))
                .hasMessage("automation.targets.gateway.secret must be filled in, without white space");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 61})
    void takesOnlyTimeoutsThatEnd(long seconds) {
        assertThatThrownBy(() -> target(URI.create("https://a.b/"), Optional.empty(), Duration.ofSeconds(seconds)))
                .hasMessageStartingWith("automation.targets.gateway.timeout must be above zero and at most 1m");
    }

    @Test
    void doesNotPrintItsSecret() {
        assertThat(target(URI.create("https://a.b/"), Optional.of("hush"), SECOND)
                        .toString())
                .doesNotContain("hush");
    }

    private static HttpTarget target(URI url, Optional<String> secret, Duration timeout) {
        return new HttpTarget("gateway", url, secret, timeout, true);
    }
}
