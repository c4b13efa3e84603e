// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.model.decision.Flag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OFREP 0.3.0 as an application's provider speaks it; the requests are the examples of the protocol. */
class DecisionsIT {
    private static final String FLAGS = "/ofrep/v1/evaluate/flags";
    private static final String CONTEXT = """
            {"context": {"targetingKey": "user-123", "email": "user@example.com", "custom-plan": "premium"}}""";

    private final ServerFixture fixture = new ServerFixture();

    @BeforeEach
    void setFlags() {
        fixture.engine.flags.put("llm.tier.search", Examples.tier());
        flag("llm.limits.search", "{\"max_context\":50000,\"retries\":1}", "MADE_UP");
        flag("llm.admit.batch", "false", "STATIC");
        flag("internal.note", "x", "STATIC");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void answersWithValueReasonVariantAndWhy() throws IOException {
        // When
        RawHttp.Answer answer = fixture.post(FLAGS + "/llm.tier.search", CONTEXT);
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "application/json");
        assertThat(answer.body())
                .isEqualTo("{\"key\":\"llm.tier.search\",\"value\":\"economy\",\"reason\":\"TARGETING_MATCH\","
                        + "\"variant\":\"economy\",\"metadata\":{\"decisionId\":\"d-1\","
                        + "\"rule\":\"cost.hourly-spend-spike\",\"expiresAt\":\"2026-11-24T04:10:00Z\"}}");
    }

    @Test
    void answersForTheTenantThatTheContextNames() throws IOException {
        // Given
        String acme = "{\"context\":{\"targetingKey\":\"user-123\",\"tenant\":\"acme\"}}";
        // Then
        assertThat(fixture.post(FLAGS + "/llm.tier.search", acme).body()).doesNotContain("economy");
        assertThat(fixture.post(FLAGS, acme).body()).startsWith("{\"flags\":[],\"eventStreams\":[{\"type\":\"sse\"");
    }

    @Test
    void answersInTheTypeOfTheFamily() throws IOException {
        // Then
        assertThat(fixture.post(FLAGS + "/llm.limits.search", CONTEXT).body())
                .contains("\"value\":{\"max_context\":50000,\"retries\":1}")
                .contains("\"reason\":\"UNKNOWN\"");
        assertThat(fixture.post(FLAGS + "/llm.admit.batch", CONTEXT).body()).contains("\"value\":false");
    }

    @Test
    void leavesTheValueOutWithoutAnOpinion() throws IOException {
        // When
        RawHttp.Answer answer = fixture.post(FLAGS + "/llm.tier.other", CONTEXT);
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"key\":\"llm.tier.other\",\"reason\":\"UNKNOWN\"}");
    }

    @Test
    void hasNoOpinionOnceAFlagHasLapsed() throws IOException {
        // Given
        Flag tier = Examples.tier();
        fixture.engine.flags.put(
                tier.key(),
                new Flag(
                        "default",
                        tier.key(),
                        "economy",
                        "economy",
                        "STATIC",
                        Map.of(),
                        Examples.START,
                        FakeEngine.NOW));
        // Then
        assertThat(fixture.post(FLAGS + "/llm.tier.search", CONTEXT).body()).doesNotContain("value");
        assertThat(fixture.post(FLAGS, CONTEXT).body()).doesNotContain("llm.tier.search");
    }

    @Test
    void knowsNoForeignFlags() throws IOException {
        // When
        RawHttp.Answer answer = fixture.post(FLAGS + "/non-existent-flag", CONTEXT);
        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo("{\"key\":\"non-existent-flag\",\"errorCode\":\"FLAG_NOT_FOUND\","
                        + "\"errorDetails\":\"Flag 'non-existent-flag' was not found\"}");
    }

    @Test
    void saysWhatIsWrongWithAContext() throws IOException {
        // Then
        assertThat(fixture.post(FLAGS + "/my-flag", "{\"context\":{\"email\":\"a\"}}")
                        .body())
                .isEqualTo("{\"key\":\"my-flag\",\"errorCode\":\"INVALID_CONTEXT\","
                        + "\"errorDetails\":\"Context is missing required targetingKey property\"}");
        assertThat(fixture.post(FLAGS + "/llm.tier.search", "{}").body()).contains("INVALID_CONTEXT");
        assertThat(fixture.post(FLAGS, "{\"context\":3}").body())
                .contains("INVALID_CONTEXT")
                .doesNotContain("\"key\"");
        for (String body : new String[] {"", "{", "[]", "{} {}", "{\"context\":{},\"context\":{}}"}) {
            RawHttp.Answer answer = fixture.post(FLAGS + "/llm.tier.search", body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("PARSE_ERROR");
        }
    }

    @Test
    void answersInBulkUntilNothingHasChanged() throws IOException {
        // Given
        RawHttp.Answer first = fixture.post(FLAGS, CONTEXT);
        Map<String, String> again = new HashMap<>(ServerFixture.JSON);
        again.put("If-None-Match", "W/\"old\", " + first.headers().get("etag"));
        // When
        RawHttp.Answer unchanged = fixture.post(FLAGS, again, CONTEXT.getBytes(StandardCharsets.UTF_8));
        flag("llm.admit.batch", "true", "STATIC");
        RawHttp.Answer changed = fixture.post(FLAGS, again, CONTEXT.getBytes(StandardCharsets.UTF_8));
        // Then
        assertThat(first.body())
                .contains("llm.tier.search", "llm.limits.search")
                .doesNotContain("internal.note");
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.headers().get("etag")).isNotEqualTo(first.headers().get("etag"));
    }

    @Test
    void tellsWhenToReadTheFlagsAgain() throws IOException {
        // Given
        String first = fixture.post(FLAGS, CONTEXT).headers().get("etag");
        try (RawHttp reader = new RawHttp(fixture.port())) {
            reader.send("GET /ofrep/v1/events?tenant=default HTTP/1.1\r\nHost: localhost\r\n\r\n");
            until(reader, "retry:");
            // When
            flag("llm.admit.batch", "true", "STATIC");
            // Then
            assertThat(until(reader, "event:")).isEqualTo("event: message");
            String second = fixture.post(FLAGS, CONTEXT).headers().get("etag");
            assertThat(second).isNotEqualTo(first);
            JsonNode data = new ObjectMapper().readTree(until(reader, "data:").substring("data:".length()));
            assertThat(data.path("type").asText()).isEqualTo("refetchEvaluation");
            assertThat(data.path("etag").asText()).isEqualTo(second);
            assertThat(data.path("lastModified").asLong()).isEqualTo(FakeEngine.NOW.getEpochSecond());
        }
    }

    private static String until(RawHttp reader, String prefix) throws IOException {
        String line = reader.line();
        while (!line.startsWith(prefix)) {
            line = reader.line();
        }
        return line;
    }

    private void flag(String key, String value, String reason) {
        fixture.engine.flags.put(key, new Flag("default", key, value, "v", reason, Map.of(), Examples.START, null));
    }
}
