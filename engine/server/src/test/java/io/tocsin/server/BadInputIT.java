// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What senders get wrong around a body, by mistake or on purpose: always an answer, never a 500, never more memory than allowed,
 * and the next request is served. Rows B8, B9 and B21 to B23 of the catalogue of bad input.
 */
class BadInputIT {
    private static final int LIMIT = 64 * 1024;

    private final ServerFixture fixture =
            new ServerFixture(settings -> settings.bounded(LIMIT, 20, Duration.ofMillis(800)));

    @AfterEach
    void stillServesAndCloses() {
        fixture.engine.silent = false;
        await().ignoreExceptions()
                .until(() ->
                        fixture.post("/api/v1/events", "{\"id\":\"after-all\"}").status() == 202);
        fixture.close();
    }

    @Test
    @DisplayName("B8: one byte over the limit, announced by Content-Length")
    void refusesABodyThatIsAnnouncedTooLargeAndCloses() throws IOException {
        // Given
        try (RawHttp http = http("POST /api/v1/events", "Content-Type: application/json", "Content-Length: 65537")) {
            // When
            http.send(new byte[1_000]);
            // Then
            assertTooLarge(http.answer());
            assertThat(http.closed()).isTrue();
        }
    }

    @Test
    @DisplayName("B8: over the limit, in chunks and without Content-Length")
    void refusesAChunkedBodyOnceItIsTooLargeAndCloses() throws IOException {
        // Given
        try (RawHttp http =
                http("POST /api/v1/events", "Content-Type: application/json", "Transfer-Encoding: chunked")) {
            // When
            for (int i = 0; i < 5; i++) {
                http.send("4000\r\n" + "x".repeat(0x4000) + "\r\n");
            }
            // Then
            assertTooLarge(http.answer());
            assertThat(http.closed()).isTrue();
        }
        assertThat(fixture.events.seen).isEmpty();
    }

    @Test
    @DisplayName("B8: exactly the limit is taken")
    void takesABodyOfExactlyTheLimit() throws IOException {
        // Given
        String body = "{\"id\":\"" + "x".repeat(LIMIT - 9) + "\"}";
        // Then
        assertThat(body).hasSize(LIMIT);
        assertThat(fixture.post("/api/v1/events?ids=false", body).status()).isEqualTo(202);
    }

    @Test
    void inflatesGzip() throws IOException {
        // Given
        byte[] body = gzip("[{\"id\":\"a\"},{\"id\":\"b\"}]".getBytes(StandardCharsets.UTF_8));
        // Then
        assertThat(fixture.post("/api/v1/events", encoded("gzip"), body).body()).contains("\"accepted\":2");
    }

    @Test
    @DisplayName("B9: a gzip bomb")
    void stopsInflatingABomb() throws IOException {
        // Given
        byte[] bomb = gzip(new byte[40 << 20]);
        // When
        RawHttp.Answer answer = fixture.post("/api/v1/events", encoded("gzip"), bomb);
        // Then
        assertThat(bomb.length).isLessThan(LIMIT);
        assertTooLarge(answer);
        assertThat(fixture.events.seen).isEmpty();
    }

    @Test
    @DisplayName("B9: a Content-Encoding that is not allowed, and gzip that is none")
    void refusesOtherEncodingsAndBrokenGzip() throws IOException {
        // Then
        for (String encoding : new String[] {"br", "gzip, gzip", "deflate", "zstd", ""}) {
            RawHttp.Answer answer = fixture.post("/api/v1/events", encoded(encoding), new byte[9]);
            assertThat(ProblemDocument.of(answer, 415, "encoding-unsupported")
                            .path("field")
                            .asText())
                    .as(encoding)
                    .isEqualTo("Content-Encoding");
        }
        RawHttp.Answer broken = fixture.post("/api/v1/events", encoded("gzip"), new byte[9]);
        assertThat(ProblemDocument.of(broken, 400, "encoding-invalid")
                        .path("hint")
                        .asText())
                .isEqualTo("compress it again");
        assertThat(fixture.post(
                                "/api/v1/events",
                                encoded("identity"),
                                "{\"id\":\"a\"}".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(202);
    }

    @Test
    @DisplayName("B21: the wrong Content-Type")
    void refusesOtherMediaTypes() throws IOException {
        // When
        RawHttp.Answer answer = fixture.post("/api/v1/events", Map.of("Content-Type", "text/xml"), new byte[3]);
        // Then
        JsonNode problem = ProblemDocument.of(answer, 415, "content-type-unsupported");
        assertThat(problem.path("field").asText()).isEqualTo("Content-Type");
        assertThat(problem.path("hint").asText()).isEqualTo("send Content-Type: application/json");
        assertThat(fixture.post("/api/v1/events", Map.of(), new byte[3]).status())
                .isEqualTo(415);
    }

    @Test
    @DisplayName("B21: the wrong method")
    void namesTheMethodsOfAPath() throws IOException {
        // When
        RawHttp.Answer answer = fixture.get("/api/v1/events");
        // Then
        assertThat(ProblemDocument.of(answer, 405, "method-not-allowed")
                        .path("detail")
                        .asText())
                .isEqualTo("this path allows OPTIONS, POST");
        assertThat(answer.headers()).containsEntry("allow", "OPTIONS, POST");
        assertThat(RawHttp.ask(fixture.port(), "DELETE", "/api/v1/alerts", Map.of(), new byte[0])
                        .headers())
                .containsEntry("allow", "GET, HEAD");
    }

    @Test
    @DisplayName("B21: another case, a double slash, dots and percent signs in the path")
    void knowsNoOtherSpellingOfAPath() throws IOException {
        // Then
        for (String path : new String[] {
            "/API/v1/events",
            "//api/v1/alerts",
            "/api//v1/alerts",
            "/api/v1/alerts/",
            "/api/v1/../v1/alerts",
            "/api/v1/%61lerts",
            "/./metrics",
            "/nothing",
            "/webhooks/alertmanager/"
        }) {
            ProblemDocument.of(fixture.get(path), 404, "path-unknown");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Content-Length: 1\r\nContent-Length: 2",
                "Content-Length: -1",
                "Content-Length: 99999999999999999999",
                "Content-Length: 5x",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: gzip"
            })
    @DisplayName("B22: both Content-Length and Transfer-Encoding, lengths and codings that cannot be")
    void refusesABodyWhoseEndIsInDoubt(String headers) throws IOException {
        assertNotHttp("POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n0\r\n\r\n", 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: a\rb: c", "X: a\u0000b", "X : a", ": a", "Content-Length : 5", "X\tY: a"})
    @DisplayName("B23: line ends and NUL inside a header, names that are none")
    void refusesHeadersThatAProxyMayReadInAnotherWay(String header) throws IOException {
        assertNotHttp("GET / HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n", 400);
    }

    @Test
    @DisplayName("B23: a header of 64 KB, 1,000 headers")
    void refusesHeadersThatAreTooLarge() throws IOException {
        // Given
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            many.append("Header-").append(i).append(": some value\r\n");
        }

        // Then
        assertNotHttp("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(64 * 1024) + "\r\n\r\n", 431);
        assertNotHttp("GET / HTTP/1.1\r\nHost: localhost\r\n" + many + "\r\n", 431);
    }

    @Test
    void refusesWhatIsNotHttp() throws IOException {
        assertNotHttp("GET /" + "y".repeat(9_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 414);
        assertNotHttp("nonsense\r\n\r\n", 400);
        assertThat(raw("GET / HTTP/1.1\r\n\r\n")).isEqualTo(400);
    }

    @Test
    @DisplayName("B22: a bad chunk")
    void closesOnABadChunk() throws IOException {
        // Given
        try (RawHttp http =
                http("POST /api/v1/events", "Content-Type: application/json", "Transfer-Encoding: chunked")) {
            // When
            http.send("zz\r\nhello\r\n");
            // Then: the body has begun, so the end of the connection is the answer
            assertThat(http.closed()).isTrue();
        }
        assertThat(fixture.events.seen).isEmpty();
    }

    @Test
    void givesUpOnASlowBody() throws IOException {
        // Given
        try (RawHttp http = http("POST /api/v1/events", "Content-Type: application/json", "Content-Length: 100")) {
            // When
            http.send("{\"id\":");
            RawHttp.Answer answer = http.answer();
            // Then
            assertThat(answer.status()).isEqualTo(408);
            assertThat(http.closed()).isTrue();
        }
    }

    @Test
    void givesUpOnSlowHeadersAndSilence() throws IOException {
        // Given
        try (RawHttp slow = new RawHttp(fixture.port());
                RawHttp silent = new RawHttp(fixture.port())) {
            // When
            slow.send("GET / HTTP/1.1\r\nHost: loc");
            // Then
            assertThat(slow.closed()).isTrue();
            assertThat(silent.closed()).isTrue();
        }
    }

    @Test
    void answersWhenTheEngineNeverDoes() throws IOException {
        // Given
        fixture.engine.silent = true;
        // When
        RawHttp.Answer answer = fixture.post("/api/v1/events", "{\"id\":\"a\"}");
        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("retry-after", "1");
        assertThat(answer.body()).contains("answer-late");
    }

    @Test
    void holdsNoMoreConnectionsThanAllowed() throws IOException {
        // Given
        RawHttp[] held = new RawHttp[20];
        for (int i = 0; i < held.length; i++) {
            held[i] = new RawHttp(fixture.port());
            held[i].send("GET /-/healthy HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(held[i].answer().status()).isEqualTo(200);
        }
        // Then
        try (RawHttp oneMore = new RawHttp(fixture.port())) {
            assertThat(oneMore.closed()).isTrue();
        }
        for (RawHttp http : held) {
            http.close();
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws IOException {
        // Given
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            String body = "{\"id\":\"p" + i + "\"}";
            requests.append("POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n")
                    .append("Content-Length: ")
                    .append(body.length())
                    .append("\r\n\r\n")
                    .append(body);
        }
        // When
        try (RawHttp http = new RawHttp(fixture.port())) {
            http.send(requests.toString());
            // Then
            for (int i = 0; i < 50; i++) {
                assertThat(http.answer().body()).isEqualTo("{\"accepted\":1,\"ids\":[\"p" + i + "\"]}");
            }
        }
    }

    private RawHttp http(String line, String... headers) throws IOException {
        RawHttp http = new RawHttp(fixture.port());
        http.send(line + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
        return http;
    }

    private void assertTooLarge(RawHttp.Answer answer) throws IOException {
        JsonNode problem = ProblemDocument.of(answer, 413, "body-too-large");
        assertThat(problem.path("detail").asText())
                .isEqualTo("the body must not exceed 65536 bytes, also decompressed");
        assertThat(problem.path("field").asText()).isEqualTo("body");
        assertThat(problem.path("hint").asText()).isEqualTo("split it");
        assertThat(answer.headers()).containsEntry("connection", "close");
    }

    /** Refused for its form, and closed, because where the next request begins is not known. */
    private void assertNotHttp(String request, int status) throws IOException {
        try (RawHttp http = new RawHttp(fixture.port())) {
            http.send(request);
            RawHttp.Answer answer = http.answer();
            String code = status == 431 ? "headers-too-large" : status == 414 ? "path-too-long" : "http-malformed";
            ProblemDocument.of(answer, status, code);
            assertThat(http.closed()).as(request).isTrue();
        }
        assertThat(fixture.events.seen).isEmpty();
    }

    private int raw(String request) throws IOException {
        try (RawHttp http = new RawHttp(fixture.port())) {
            http.send(request);
            RawHttp.Answer answer = http.answer();
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
            return answer.status();
        }
    }

    private static Map<String, String> encoded(String encoding) {
        Map<String, String> headers = new HashMap<>(ServerFixture.JSON);
        headers.put("Content-Encoding", encoding);
        return headers;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
