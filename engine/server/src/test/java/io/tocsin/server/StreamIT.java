// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.model.alert.AlertState;
import io.tocsin.pipeline.Engine;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stream of changes. */
class StreamIT {
    private static final String ASK = "GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final ServerFixture fixture =
            new ServerFixture(settings -> settings.bounded(1 << 20, 100, Duration.ofMillis(400)));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void tellsEveryReaderOfEveryChangeInOrder() throws IOException {
        // Given
        try (RawHttp first = reader();
                RawHttp second = reader()) {
            // When
            fixture.engine.tell(update("alert", "fired\nand more"));
            fixture.engine.tell(update("run", "held"));
            // Then
            for (RawHttp reader : new RawHttp[] {first, second}) {
                assertThat(until(reader, "event:")).isEqualTo("event: alert");
                assertThat(until(reader, "data:"))
                        .contains("\"what\":\"fired\\nand more\"")
                        .contains("\"alert\":{\"id\":\"a1\"");
                assertThat(until(reader, "event:")).isEqualTo("event: run");
            }
        }
    }

    @Test
    void showsThatItIsAliveAndOutlivesTheTimeoutOfRequests() throws IOException {
        // Given
        try (RawHttp reader = reader()) {
            // Then
            for (int i = 0; i < 8; i++) {
                assertThat(until(reader, ":")).isEqualTo(": alive");
            }
        }
    }

    @Test
    void cutsOffAReaderThatDoesNotKeepUpAndKeepsTheOthers() throws IOException {
        // Given
        try (RawHttp idle = reader();
                RawHttp busy = reader()) {
            String large = "x".repeat(100_000);
            // When
            for (int i = 0; i < 400; i++) {
                fixture.engine.tell(update("alert", large));
                assertThat(until(busy, "data:")).contains(large);
            }
            // Then
            assertThat(idle.closed()).isTrue();
            fixture.engine.tell(update("page", "still here"));
            assertThat(until(busy, "event: page")).isNotEmpty();
        }
    }

    @Test
    void stopsListeningWhenTheServerCloses() throws IOException {
        // Given
        try (RawHttp reader = reader()) {
            // When
            fixture.server.close();
            // Then
            assertThat(reader.closed()).isTrue();
            assertThat(fixture.engine.listeners).isEmpty();
        }
    }

    @Test
    void forgetsReadersThatLeave() throws IOException {
        // Given
        reader().close();
        // Then
        await().untilAsserted(() -> assertThat(fixture.get("/metrics").body()).contains("tocsin_http_connections 1.0"));
    }

    private RawHttp reader() throws IOException {
        RawHttp http = new RawHttp(fixture.port());
        http.send(ASK);
        assertThat(http.line()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(until(http, "retry:")).isEqualTo("retry: 2000");
        return http;
    }

    private static String until(RawHttp http, String start) throws IOException {
        String line = http.line();
        while (!line.startsWith(start)) {
            line = http.line();
        }
        return line;
    }

    private static Engine.Update update(String kind, String what) {
        return new Engine.Update(
                FakeEngine.NOW,
                kind,
                what,
                "text",
                Optional.of(Examples.spike("a1", AlertState.FIRING)),
                Optional.empty());
    }
}
