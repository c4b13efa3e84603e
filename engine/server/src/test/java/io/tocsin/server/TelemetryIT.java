// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pipeline.Engine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OTLP over HTTP, answered as its specification asks. */
class TelemetryIT {
    private static final Map<String, String> PROTOBUF = Map.of("Content-Type", "application/x-protobuf");

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
        RawHttp.Answer text = fixture.post("/v1/logs", Map.of("Content-Type", "text/plain"), new byte[] {10});
        RawHttp.Answer malformed = fixture.post("/v1/logs", "{");
        fixture.engine.failure = new Engine.Overloaded("full");
        RawHttp.Answer overloaded = fixture.post("/v1/logs", "{\"id\":\"a\"}");
        // Then
        assertThat(text.status()).isEqualTo(415);
        assertThat(text.headers()).containsEntry("content-type", "application/json");
        assertThat(text.body())
                .isEqualTo("{\"code\":3,\"message\":\"OTLP is read as application/x-protobuf and application/json;"
                        + " set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf\"}");
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.body()).isEqualTo("{\"code\":3,\"message\":\"not JSON at byte 7; send JSON\"}");
        assertThat(overloaded.status()).isEqualTo(503);
        assertThat(overloaded.headers()).containsEntry("retry-after", "1");
        assertThat(overloaded.body()).startsWith("{\"code\":14,");
    }

    @Test
    void answersProtobufInProtobuf() throws IOException {
        // When
        RawHttp.Answer complete = fixture.post("/v1/traces", PROTOBUF, "{\"id\":\"a\"}".getBytes(UTF_8));
        RawHttp.Answer partly = fixture.post("/v1/traces", PROTOBUF, "[{\"id\":\"b\"},{\"bad\":1}]".getBytes(UTF_8));
        RawHttp.Answer malformed = fixture.post("/v1/traces", PROTOBUF, "{".getBytes(UTF_8));
        fixture.engine.ready = false;
        RawHttp.Answer starting = fixture.post("/v1/traces", PROTOBUF, "{\"id\":\"c\"}".getBytes(UTF_8));
        // Then
        assertThat(complete.status()).isEqualTo(200);
        assertThat(complete.headers()).containsEntry("content-type", "application/x-protobuf");
        assertThat(complete.body()).isEmpty();
        assertThat(partly.body()).isEqualTo("\n\026\b\001\022\022a record has no id");
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.body()).isEqualTo("\b\003\022\035not JSON at byte 7; send JSON");
        assertThat(starting.status()).isEqualTo(503);
        assertThat(starting.headers())
                .containsEntry("retry-after", "1")
                .containsEntry("content-type", "application/x-protobuf");
        assertThat(starting.body()).startsWith("\b\016\022");
    }

    @Test
    void readsAnExportInChunksAsOldClientsSendIt() throws IOException {
        // Given
        String body = "{\"id\":\"a\"}";
        try (RawHttp http = new RawHttp(fixture.port())) {
            // When
            http.send("POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n4\r\n" + body.substring(0, 4) + "\r\n6\r\n"
                    + body.substring(4) + "\r\n0\r\n\r\n");
            // Then
            assertThat(http.answer().status()).isEqualTo(200);
        }
        assertThat(fixture.engine.accepted).hasSize(1);
    }

    @Test
    void asksForTheSameAgainOnlyWithAStatusThatExportersRepeat() throws IOException {
        // Given: exporters repeat after 429, 502, 503 and 504 and drop after everything else
        fixture.engine.failure = new Engine.Overloaded("full");
        RawHttp.Answer overloaded = fixture.post("/v1/metrics", "{\"id\":\"a\"}");
        fixture.engine.failure = new IllegalStateException("disk");
        RawHttp.Answer undurable = fixture.post("/v1/metrics", "{\"id\":\"a\"}");
        fixture.engine.failure = null;
        // Then
        for (RawHttp.Answer answer : new RawHttp.Answer[] {overloaded, undurable}) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers()).containsEntry("retry-after", "1");
        }
        assertThat(fixture.post("/v1/metrics", "{").status()).isEqualTo(400);
    }

    @Test
    void boundsABodyAfterDecompression() throws IOException {
        // Given
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[9 << 20]);
        }
        Map<String, String> headers = Map.of("Content-Type", "application/x-protobuf", "Content-Encoding", "gzip");
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
            gzip.write("{\"id\":\"z\"}".getBytes(UTF_8));
        }
        // Then
        assertThat(fixture.post("/v1/metrics", headers, bomb.toByteArray()).status())
                .isEqualTo(413);
        assertThat(fixture.post("/v1/metrics", headers, small.toByteArray()).status())
                .isEqualTo(200);
        assertThat(fixture.engine.accepted).hasSize(1);
    }
}
