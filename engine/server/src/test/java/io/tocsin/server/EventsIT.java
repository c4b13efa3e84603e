// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The path of Tocsin's own events and CloudEvents, over real sockets. */
class EventsIT {
    private final ServerFixture fixture = new ServerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void answersWithIdsOnceTheBatchIsDurable() throws IOException {
        // When
        RawHttp.Answer answer = fixture.post("/api/v1/events", "[{\"id\":\"a\"},{\"id\":\"b\\\"c\"}]");
        // Then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"accepted\":2,\"ids\":[\"a\",\"b\\\"c\"]}");
        assertThat(fixture.engine.accepted).hasSize(2);
        assertThat(fixture.events.seen.get(0).receivedAt()).isEqualTo(FakeEngine.NOW);
        assertThat(fixture.events.seen.get(0).tenant()).isEqualTo("default");
    }

    @Test
    void readsLines() throws IOException {
        // When
        RawHttp.Answer answer = fixture.post(
                "/api/v1/events",
                Map.of("Content-Type", "application/x-ndjson; charset=utf-8"),
                "{\"id\":\"a\"}\n{\"id\":\"b\"}".getBytes(StandardCharsets.UTF_8));
        // Then
        assertThat(answer.body()).contains("\"accepted\":2");
    }

    @Test
    void leavesIdsOutOnRequestAndBeyondAThousand() throws IOException {
        // Given
        String large = IntStream.range(0, 1_001)
                .mapToObj(i -> "{\"id\":\"" + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        // Then
        assertThat(fixture.post("/api/v1/events?ids=false", "{\"id\":\"a\"}").body())
                .isEqualTo("{\"accepted\":1}");
        assertThat(fixture.post("/api/v1/events", large).body()).isEqualTo("{\"accepted\":1001}");
        assertThat(fixture.post("/api/v1/events?ids=true", large).body()).contains("\"1000\"");
    }

    @Test
    void saysWhichRecordsWereNotTaken() throws IOException {
        // Then
        assertThat(fixture.post("/api/v1/events", "[{\"id\":\"a\"},{\"bad\":1}]")
                        .body())
                .isEqualTo("{\"accepted\":1,\"ids\":[\"a\"],\"rejected\":1,\"reason\":\"a record has no id\"}");
    }

    @Test
    void givesCloudEventsToTheirDoor() throws IOException {
        // When
        fixture.post("/api/v1/events", Map.of("Content-Type", "application/cloudevents+json"), body("{\"id\":\"a\"}"));
        fixture.post(
                "/api/v1/events",
                Map.of("Content-Type", "application/cloudevents-batch+json"),
                body("[{\"id\":\"b\"}]"));
        fixture.post(
                "/api/v1/events",
                Map.of("Content-Type", "text/plain", "ce-specversion", "1.0", "ce-id", "A234-1234-1234"),
                body("{\"id\":\"c\"}"));
        // Then
        assertThat(fixture.clouds.seen).hasSize(3);
        assertThat(fixture.clouds.seen.get(2).headers()).containsEntry("ce-id", "A234-1234-1234");
        assertThat(fixture.events.seen).isEmpty();
    }

    @Test
    void hidesCredentialsAndSteeringHeadersFromDoors() throws IOException {
        // When
        fixture.post(
                "/api/v1/events",
                Map.of(
                        "Content-Type", "application/cloudevents+json",
                        "CamelHttpUri", "http://elsewhere",
                        "caMeLExecCommandExecutable", "ls",
                        "org.apache.camel.x", "y",
                        "Cookie", "a=b",
                        "X-Api-Key", "secret",
                        "X-Trace", "kept"),
                body("{\"id\":\"a\"}"));
        // Then
        assertThat(fixture.clouds.seen.get(0).headers())
                .containsEntry("x-trace", "kept")
                .doesNotContainKeys(
                        "camelhttpuri", "camelexeccommandexecutable", "org.apache.camel.x", "cookie", "x-api-key");
    }

    @Test
    void tellsOverloadAndLostStorageFromBadInput() throws IOException {
        // Given
        fixture.engine.failure = new Engine.Overloaded("full");
        RawHttp.Answer overloaded = fixture.post("/api/v1/events", "{\"id\":\"a\"}");
        fixture.engine.failure = new StoreException("disk full", new IOException());
        RawHttp.Answer lost = fixture.post("/api/v1/events", "{\"id\":\"a\"}");
        fixture.engine.ready = false;
        RawHttp.Answer starting = fixture.post("/api/v1/events", "{\"id\":\"a\"}");
        // Then
        assertThat(overloaded.status()).isEqualTo(503);
        assertThat(overloaded.headers()).containsEntry("retry-after", "1");
        assertThat(overloaded.body()).contains("urn:tocsin:problem:overloaded");
        assertThat(lost.status()).isEqualTo(503);
        assertThat(lost.body()).contains("not-durable").doesNotContain("disk full");
        assertThat(starting.status()).isEqualTo(503);
    }

    @Test
    void refusesWhatTheDoorRefuses() throws IOException {
        // When
        RawHttp.Answer answer = fixture.post("/api/v1/events", "{\"id\"");
        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"type\":\"urn:tocsin:problem:json-malformed\",\"title\":\"Json malformed\",\"status\":400,"
                                + "\"detail\":\"not JSON at byte 7\",\"field\":\"body\",\"hint\":\"send JSON\"}");
        assertThat(fixture.get("/metrics").body())
                .contains("tocsin_events_invalid_total{source=\"nativeevents\",reason=\"json-malformed\",} 1.0");
    }

    @Test
    void refusesAProgramsEventThatAWebhookWouldHaveKept() throws IOException {
        // When
        RawHttp.Answer answer =
                fixture.post("/api/v1/events", Map.of("Content-Type", "application/cloudevents+json"), body("{\"id\""));
        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(fixture.engine.letters).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"})
    void takesLinesUnderEveryNameTheyGoBy(String mediaType) throws IOException {
        // Then
        assertThat(fixture.post("/api/v1/events", Map.of("Content-Type", mediaType), body("{\"id\":\"a\"}"))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void readsLargeBodiesToo() throws IOException {
        // Given
        String large = IntStream.range(0, 40_000)
                .mapToObj(i -> "{\"id\":\"" + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        // Then
        assertThat(large.length()).isGreaterThan(256 * 1024);
        assertThat(fixture.post("/api/v1/events", large).body()).isEqualTo("{\"accepted\":40000}");
    }

    private static byte[] body(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
