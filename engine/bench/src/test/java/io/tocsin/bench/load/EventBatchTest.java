// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBatchTest {
    private static final Instant NOW = Instant.parse("2026-11-24T03:04:05.678Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givesEveryEventAnIdATimeAndAUserEachTimeItIsStamped(long seed) throws IOException {
        // Given
        EventBatch batch = new EventBatch(100, 500, seed);
        int length = batch.bytes().length;
        Set<String> ids = new HashSet<>();
        Set<String> users = new HashSet<>();

        // When
        for (int sending = 0; sending < 20; sending++) {
            batch.stamp(1 + sending * 100L, NOW.plusMillis(sending));
            for (JsonNode event : JSON.readTree(batch.bytes())) {
                ids.add(event.path("id").asText());
                users.add(event.path("user").asText());
                assertThat(event.path("at").asText())
                        .isEqualTo(NOW.plusMillis(sending).toString());
                assertThat(event.path("costUsd").asDouble()).isBetween(0.01, 0.04);
            }
        }

        // Then
        assertThat(ids).hasSize(2_000).contains("bench-000000000001", "bench-000000002000");
        assertThat(users).hasSize(500);
        assertThat(batch.bytes()).hasSize(length);
    }

    @Test
    void writesABatchOfOneAsAnObject() throws IOException {
        EventBatch batch = new EventBatch(1, 10, 1);
        batch.stamp(7, NOW);

        JsonNode event = JSON.readTree(batch.bytes());

        assertThat(event.isObject()).isTrue();
        assertThat(event.path("type").asText()).isEqualTo("llm.call");
        assertThat(event.path("id").asText()).isEqualTo("bench-000000000007");
    }

    @Test
    void keepsAUserToItsOwnSessions() throws IOException {
        EventBatch batch = new EventBatch(100, 10, 1);
        batch.stamp(1, NOW);

        for (JsonNode event : JSON.readTree(batch.bytes())) {
            int user = Integer.parseInt(event.path("user").asText().substring("user-".length()));
            int session = Integer.parseInt(event.path("session").asText().substring("session-".length()));
            assertThat(session / 4).isEqualTo(user);
        }
    }
}
