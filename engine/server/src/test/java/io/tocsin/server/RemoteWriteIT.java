// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pipeline.Engine;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

/** Remote write, answered so that a Prometheus repeats what it should and drops what it must. */
class RemoteWriteIT {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "application/x-protobuf;proto=io.prometheus.write.v2.Request",
            "Content-Encoding", "snappy");

    private final ServerFixture fixture = new ServerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void answersWithoutABodyOnceTheSamplesAreDurable() throws IOException {
        // When
        RawHttp.Answer answer = write("{\"id\":\"a\"}");
        // Then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers()).containsEntry("X-Prometheus-Remote-Write-Samples-Written", "1");
        assertThat(fixture.engine.accepted).hasSize(1);
        assertThat(fixture.prometheus.seen.get(0).headers()).containsEntry("content-type", HEADERS.get("Content-Type"));
    }

    @Test
    void refusesAPartWithoutAskingForTheRestAgain() throws IOException {
        // When
        RawHttp.Answer answer = write("[{\"id\":\"a\"},{\"bad\":1}]");
        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).containsEntry("X-Prometheus-Remote-Write-Samples-Written", "1");
        assertThat(answer.body()).contains("1 samples were not written: a record has no id");
        assertThat(fixture.engine.accepted).hasSize(1);
    }

    @Test
    void tellsWhatRemainedWhenTooManyLabelsAreNew() throws IOException {
        // When
        RawHttp.Answer answer = write(IntStream.range(0, 10_002)
                .mapToObj(i -> "{\"id\":\"" + i + "\",\"team\":\"t" + i + "\"}")
                .collect(joining(",", "[{\"bad\":1},", "]")));
        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).containsEntry("X-Prometheus-Remote-Write-Samples-Written", "9999");
        assertThat(answer.body()).contains("4 samples were not written: a record has no id");
        assertThat(fixture.engine.accepted).hasSize(9_999);
    }

    @Test
    void asksForTheSameAgainWithAServerErrorOnly() throws IOException {
        // Given
        fixture.engine.failure = new Engine.Overloaded("full");
        // Then
        RawHttp.Answer answer = write("{\"id\":\"a\"}");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("retry-after", "1");
    }

    @Test
    void wantsOneBlockOfSnappyAndNoMoreThanItsLimit() throws IOException {
        // Given
        byte[] small = "{\"id\":\"a\"}".getBytes(UTF_8);
        byte[] bomb = Snappy.compress(new byte[9 << 20]);
        Map<String, String> plain = new TreeMap<>(HEADERS);
        plain.remove("Content-Encoding");
        // Then
        assertThat(fixture.post("/api/v1/write", plain, small).status()).isEqualTo(415);
        assertThat(fixture.post("/api/v1/write", HEADERS, small).status()).isEqualTo(400);
        assertThat(fixture.post("/api/v1/write", HEADERS, new byte[0]).status()).isEqualTo(400);
        assertThat(fixture.post("/api/v1/write", HEADERS, new byte[] {(byte) 0xff, 1, 2})
                        .status())
                .isEqualTo(400);
        assertThat(fixture.post("/api/v1/write", HEADERS, bomb).status()).isEqualTo(413);
        assertThat(fixture.engine.accepted).isEmpty();
    }

    private RawHttp.Answer write(String body) throws IOException {
        return fixture.post("/api/v1/write", HEADERS, Snappy.compress(body.getBytes(UTF_8)));
    }
}
