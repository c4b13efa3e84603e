// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pipeline.Engine;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OTLP over HTTP, answered as its specification asks. */
class TelemetryIT {
    private final ServerFixture fixture = new ServerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void answersSuccessWithAnEmptyResponse() throws IOException {
        // Then
        for (String path : new String[] {"/v1/logs", "/v1/metrics", "/v1/traces"}) {
            RawHttp.Answer answer = fixture.post(path, "{\"id\":\"a\"}");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{}");
        }
        assertThat(fixture.post("/v1/logs", "{}").body()).isEqualTo("{}");
        assertThat(fixture.engine.accepted).hasSize(3);
    }

    @Test
    void namesWhatWasRejectedInTheWordsOfTheSignal() throws IOException {
        // Given
        String half = "[{\"id\":\"a\"},{\"bad\":1},{\"bad\":2}]";
        // Then
        assertThat(fixture.post("/v1/logs", half).body())
                .isEqualTo(
                        "{\"partialSuccess\":{\"rejectedLogRecords\":\"2\",\"errorMessage\":\"a record has no id\"}}");
        assertThat(fixture.post("/v1/metrics", half).body()).contains("\"rejectedDataPoints\":\"2\"");
        assertThat(fixture.post("/v1/traces", half).body()).contains("\"rejectedSpans\":\"2\"");
    }

    @Test
    void refusesInTheShapeOfAStatus() throws IOException {
        // When
        RawHttp.Answer protobuf =
                fixture.post("/v1/logs", Map.of("Content-Type", "application/x-protobuf"), new byte[] {10});
        RawHttp.Answer malformed = fixture.post("/v1/logs", "{");
        fixture.engine.failure = new Engine.Overloaded("full");
        RawHttp.Answer overloaded = fixture.post("/v1/logs", "{\"id\":\"a\"}");
        // Then
        assertThat(protobuf.status()).isEqualTo(415);
        assertThat(protobuf.headers()).containsEntry("content-type", "application/json");
        assertThat(protobuf.body())
                .isEqualTo("{\"code\":3,\"message\":\"OTLP is read in its JSON encoding only;"
                        + " set OTEL_EXPORTER_OTLP_PROTOCOL=http/json\"}");
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.body()).isEqualTo("{\"code\":3,\"message\":\"not JSON at byte 7; send JSON\"}");
        assertThat(overloaded.status()).isEqualTo(503);
        assertThat(overloaded.headers()).containsEntry("retry-after", "1");
        assertThat(overloaded.body()).startsWith("{\"code\":14,");
    }
}
