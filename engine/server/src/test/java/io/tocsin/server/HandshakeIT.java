// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Senders of CloudEvents that ask before they push, as HTTP 1.1 Web Hooks has it. */
class HandshakeIT {
    private static final Map<String, String> ASKING =
            Map.of("WebHook-Request-Origin", "eventemitter.example.com", "WebHook-Request-Rate", "120");
    private final ServerFixture fixture = new ServerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void maySendEvents() throws IOException {
        // When
        RawHttp.Answer answer = ask("/api/v1/events", ASKING);
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("webhook-allowed-origin", "*")
                .containsEntry("webhook-allowed-rate", "*")
                .containsEntry("allow", "OPTIONS, POST");
    }

    @Test
    void tellsASourceItsQuotaWhenItAsksForARate() throws IOException {
        // Given
        String path = "/webhooks/alertmanager/" + ServerFixture.KEY;
        // Then
        assertThat(ask(path, ASKING).headers()).containsEntry("webhook-allowed-rate", "60000");
        assertThat(ask(path, Map.of("WebHook-Request-Origin", "example.com")).headers())
                .containsKey("webhook-allowed-origin")
                .doesNotContainKey("webhook-allowed-rate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/alertmanager/a-wrong-key-of-a-stranger", "/webhooks/alertmanager"})
    void tellsAStrangerNothing(String path) throws IOException {
        // When
        RawHttp.Answer answer = ask(path, ASKING);
        // Then
        ProblemDocument.of(answer, 401, "key-invalid");
        assertThat(answer.headers()).doesNotContainKey("webhook-allowed-origin");
    }

    @Test
    void wantsToKnowWhoAsksAndWhichSource() throws IOException {
        assertThat(ProblemDocument.of(ask("/api/v1/events", Map.of()), 400, "origin-missing")
                        .path("field")
                        .asText())
                .isEqualTo("WebHook-Request-Origin");
        ProblemDocument.of(ask("/webhooks/nobody/" + ServerFixture.KEY, ASKING), 404, "not-found");
    }

    private RawHttp.Answer ask(String path, Map<String, String> headers) throws IOException {
        return RawHttp.ask(fixture.port(), "OPTIONS", path, headers, new byte[0]);
    }
}
