// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.model.decision.Flag;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteIT {
    private static final String CLAUDE = "\"models\":[\"claude-haiku-4-5\",\"claude-sonnet-5\",\"claude-opus-5\"]";

    private final ServerFixture fixture = new ServerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({
        "classification,2,claude-haiku-4-5",
        "classification,5,claude-sonnet-5",
        "chat,2,claude-sonnet-5",
        "chat,9,claude-opus-5"
    })
    void advisesByTaskAndComplexity(String task, int complexity, String model) throws IOException {
        // When
        JsonNode advice = advice("{\"task\":\"" + task + "\",\"complexity\":" + complexity
                + ",\"contextTokens\":4000,\"maxOutputTokens\":500," + CLAUDE + "}");
        // Then
        assertThat(advice.path("model").asText()).isEqualTo(model);
        assertThat(advice.path("candidates")).hasSize(3);
    }

    @Test
    void showsWhatACandidateCostsAndIsWorth() throws IOException {
        // When
        JsonNode haiku = candidate(
                advice("{\"complexity\":2,\"contextTokens\":100000,\"maxOutputTokens\":10000,\"valueUsd\":2," + CLAUDE
                        + "}"),
                "claude-haiku-4-5");
        // Then: 100,000 at 1 and 10,000 at 5 dollars a million
        assertThat(haiku.path("maxUsd").asDouble()).isEqualTo(0.15);
        assertThat(haiku.path("expectedQuality").asDouble()).isEqualTo(0.95);
        assertThat(haiku.path("valueEfficiency").asDouble()).isEqualTo(2 * 0.95 / 0.15);
        assertThat(haiku.path("contextRatio").asDouble()).isEqualTo(110_000 / 200_000.0);
        assertThat(haiku.has("budgetRatio")).isFalse();
        assertThat(haiku.path("against")).isEmpty();
    }

    @Test
    void aWarmConversationIsNotSentToAColdCache() throws IOException {
        // When: the example of the reference, a warm conversation of 150,000 tokens
        JsonNode advice = advice("{\"task\":\"classification\",\"complexity\":1,\"contextTokens\":150000,"
                + "\"cachedTokens\":150000,\"currentModel\":\"claude-opus-5\"," + CLAUDE + "}");
        // Then
        JsonNode opus = candidate(advice, "claude-opus-5");
        JsonNode haiku = candidate(advice, "claude-haiku-4-5");
        JsonNode sonnet = candidate(advice, "claude-sonnet-5");
        assertThat(opus.path("maxUsd").asDouble()).isEqualTo(0.075);
        assertThat(haiku.path("maxUsd").asDouble()).isEqualTo(0.1875);
        assertThat(sonnet.path("maxUsd").asDouble()).isEqualTo(0.5625);
        assertThat(haiku.path("coldCacheTimes").asDouble()).isEqualTo(2.5);
        assertThat(haiku.at("/against/0/rule").asText()).isEqualTo("route.cold-cache");
        assertThat(advice.path("model").asText()).isEqualTo("claude-opus-5");
        assertThat(advice.path("reason").asText()).startsWith("no small model can be used");
    }

    @Test
    void keepsToTheQualityTierInForceAndItsContext() throws IOException {
        // Given
        Flag economy = new Flag(
                "default", "llm.tier.search", "economy", "economy", "TARGETING_MATCH", Map.of(), FakeEngine.NOW, null);
        fixture.engine.flags.put(economy.key(), economy);
        // When
        JsonNode small = advice("{\"team\":\"search\",\"complexity\":9,\"contextTokens\":4000," + CLAUDE + "}");
        JsonNode large = advice("{\"team\":\"search\",\"complexity\":9,\"contextTokens\":60000," + CLAUDE + "}");
        // Then
        assertThat(small.path("qualityTier").asText()).isEqualTo("economy");
        assertThat(small.path("model").asText()).isEqualTo("claude-haiku-4-5");
        assertThat(large.has("model")).isFalse();
        assertThat(large.path("reason").asText()).startsWith("something speaks against every candidate");
        assertThat(candidate(large, "claude-haiku-4-5").at("/against/0/rule").asText())
                .isEqualTo("route.context-too-small");
    }

    @Test
    void saysWhenTheBudgetDoesNotReach() throws IOException {
        // When
        JsonNode advice = advice("{\"complexity\":5,\"contextTokens\":100000,\"budgetUsd\":0.2," + CLAUDE + "}");
        // Then: medium would cost 0.3
        assertThat(candidate(advice, "claude-sonnet-5").at("/against/0/rule").asText())
                .isEqualTo("route.over-budget");
        assertThat(advice.path("model").asText()).isEqualTo("claude-haiku-4-5");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {} | contextTokens
            {"contextTokens": -1} | contextTokens
            {"contextTokens": 10, "cachedTokens": 11} | cachedTokens
            {"contextTokens": 10, "complexity": 11} | complexity
            {"contextTokens": 10, "models": "opus"} | models
            {"contextTokens": 10, "parameters": [1]} | parameters
            {"contextTokens": 10, "budgetUsd": -1} | budgetUsd
            {"contextTokens": 10, "taks": "x"} | taks
            """)
    void namesTheFieldThatCannotBeMeant(String body, String field) throws IOException {
        // When
        RawHttp.Answer answer = fixture.post("/api/v1/route", body);
        // Then
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }

    private JsonNode advice(String body) throws IOException {
        RawHttp.Answer answer = fixture.post("/api/v1/route", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static JsonNode candidate(JsonNode advice, String model) {
        List<JsonNode> found = StreamSupport.stream(advice.path("candidates").spliterator(), false)
                .filter(one -> one.path("model").asText().equals(model))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
