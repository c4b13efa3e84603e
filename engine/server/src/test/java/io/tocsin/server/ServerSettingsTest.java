// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.server.source.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsTest {
    private static final String SECRET = "0123456789abcdef";

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.4", "tocsin.example", "127.0.0.1.example", "[::]"})
    void refusesToBeReachedByOthersWithoutAToken(String host) {
        // Then
        assertThatThrownBy(() -> ServerSettings.defaults().listeningOn(host, 7420))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("server.host " + host)
                .hasMessageContaining("server.tokens");
        assertThat(ServerSettings.defaults()
                        .admitting(Map.of("ops", SECRET), List.of())
                        .listeningOn(host, 7420)
                        .host())
                .isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "localhost", "::1"})
    void listensOnThisMachineWithoutAToken(String host) {
        // Then
        assertThat(ServerSettings.defaults().listeningOn(host, 0).host()).isEqualTo(host);
    }

    @Test
    void wantsSecretsThatCannotBeGuessed() {
        // Then
        assertThatThrownBy(() -> ServerSettings.defaults().admitting(Map.of("ops", "short"), List.of()))
                .hasMessage("server.tokens.ops must have at least 16 characters, had 5");
    }

    @Test
    void wantsEachSourceOnce() {
        // Given
        Source source = ServerFixture.keyed("grafana", SECRET);

        // Then
        assertThatThrownBy(() -> ServerSettings.defaults().admitting(Map.of(), List.of(source, source)))
                .hasMessage("sources.grafana must be set up once");
    }

    @Test
    void doesNotTellItsSecrets() {
        // Then
        assertThat(ServerSettings.defaults()
                        .admitting(Map.of("ops", SECRET), List.of(ServerFixture.keyed("grafana", SECRET))))
                .hasToString("ServerSettings[127.0.0.1:7420, tokens of [ops], webhooks of [grafana]]");
    }
}
