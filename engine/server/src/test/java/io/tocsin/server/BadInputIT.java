// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What senders get wrong, by mistake or on purpose: always an answer, never a 500, never more memory than allowed. */
class BadInputIT {
    private static final int LIMIT = 64 * 1024;

    private final ServerFixture fixture =
            new ServerFixture(settings -> settings.bounded(LIMIT, 20, Duration.ofMillis(800)));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void refusesABodyThatIsAnnouncedTooLargeAndCloses() throws IOException {
        // Given
        try (RawHttp http = http("POST /api/v1/events", "Content-Type: application/json", "Content-Length: 65537")) {
            // When
            http.send(new byte[1_000]);
            // Then
            assertThat(http.answer().status()).isEqualTo(413);
            assertThat(http.closed()).isTrue();
        }
    }

    @Test
    void refusesAChunkedBodyOnceItIsTooLargeAndCloses() throws IOException {
        // Given
        try (RawHttp http =
                http("POST /api/v1/events", "Content-Type: application/json", "Transfer-Encoding: chunked")) {
            // When
            for (int i = 0; i < 5; i++) {
                http.send("4000\r\n" + "x".repeat(0x4000) + "\r\n");
            }
            // Then
            assertThat(http.answer().status()).isEqualTo(413);
            assertThat(http.closed()).isTrue();
        }
        assertThat(fixture.events.seen).isEmpty();
    }

    @Test
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
    void stopsInflatingABomb() throws IOException {
        // Given
        byte[] bomb = gzip(new byte[40 << 20]);
        // When
        RawHttp.Answer answer = fixture.post("/api/v1/events", encoded("gzip"), bomb);
        // Then
        assertThat(bomb.length).isLessThan(LIMIT);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(fixture.events.seen).isEmpty();
    }

    @Test
    void refusesOtherEncodingsAndBrokenGzip() throws IOException {
        // Then
        assertThat(fixture.post("/api/v1/events", encoded("br"), new byte[9]).status())
                .isEqualTo(415);
        assertThat(fixture.post("/api/v1/events", encoded("gzip, gzip"), new byte[9])
                        .status())
                .isEqualTo(415);
        assertThat(fixture.post("/api/v1/events", encoded("gzip"), new byte[9]).status())
                .isEqualTo(400);
        assertThat(fixture.post(
                                "/api/v1/events",
                                encoded("identity"),
                                "{\"id\":\"a\"}".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void refusesOtherMediaTypes() throws IOException {
        // When
        RawHttp.Answer answer = fixture.post("/api/v1/events", Map.of("Content-Type", "text/xml"), new byte[3]);
        // Then
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.body()).contains("\"field\":\"Content-Type\"").contains("\"hint\"");
        assertThat(fixture.post("/api/v1/events", Map.of(), new byte[3]).status())
                .isEqualTo(415);
    }

    @Test
    void namesTheMethodsOfAPath() throws IOException {
        // When
        RawHttp.Answer answer = fixture.get("/api/v1/events");
        // Then
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("allow", "POST");
        assertThat(RawHttp.ask(fixture.port(), "DELETE", "/api/v1/alerts", Map.of(), new byte[0])
                        .headers())
                .containsEntry("allow", "GET, HEAD");
    }

    @Test
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
            assertThat(fixture.get(path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void refusesWhatIsNotHttp() throws IOException {
        // Then
        assertThat(raw("POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .isEqualTo(400);
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(20_000) + "\r\n\r\n"))
                .isEqualTo(431);
        assertThat(raw("GET /" + "y".repeat(9_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .isEqualTo(414);
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"))
                .isEqualTo(400);
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n"))
                .isEqualTo(400);
        assertThat(raw("GET / HTTP/1.1\r\n\r\n")).isEqualTo(400);
        assertThat(raw("nonsense\r\n\r\n")).isEqualTo(400);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            many.append("Header-").append(i).append(": some value\r\n");
        }
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\n" + many + "\r\n")).isEqualTo(431);
    }

    @Test
    void closesOnABadChunk() throws IOException {
        // Given
        try (RawHttp http =
                http("POST /api/v1/events", "Content-Type: application/json", "Transfer-Encoding: chunked")) {
            // When
            http.send("zz\r\nhello\r\n");
            // Then
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
