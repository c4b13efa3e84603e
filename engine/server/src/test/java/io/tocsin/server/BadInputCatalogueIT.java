// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.model.signal.CostSource;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.SignalCodec;
import io.tocsin.pipeline.testing.FaultyLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is wrong inside a body of Tocsin's own events, as the sender hears of it: nothing of the body is taken, and the answer
 * says where and why. Rows B10 to B20 of the catalogue of bad input; what is wrong with the request around it is in
 * {@link BadInputIT}, with its proof in {@link BadProofIT}.
 */
class BadInputCatalogueIT {
    private static final FakeEngine ENGINE = new FakeEngine();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CALL = "\"type\":\"llm.call\",\"model\":\"claude-opus-5\"";

    private static final Map<String, String> LINES = Map.of("Content-Type", "application/x-ndjson");

    private static Server server;

    @BeforeAll
    static void start() {
        server = anew();
    }

    private static Server anew() {
        PriceBook prices = PriceBook.load(Path.of("../../rules/prices.yaml"));
        return Server.start(
                ServerSettings.defaults()
                        .listeningOn("127.0.0.1", 0)
                        .admitting(Map.of(), List.of(ServerFixture.keyed("native", ServerFixture.KEY))),
                ENGINE,
                new FaultyLedger(Clock.systemUTC()),
                Map.of(
                        "nativeevents", message -> SignalCodec.readNative(message, prices),
                        "native", message -> SignalCodec.readNative(message, prices)),
                ServerFixture.ADVISOR,
                Clock.fixed(FakeEngine.NOW, ZoneOffset.UTC));
    }

    @AfterAll
    static void stop() {
        server.close();
        ENGINE.close();
    }

    @AfterEach
    void nothingIsLeft() {
        ENGINE.accepted.clear();
        ENGINE.letters.clear();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "B10 | nothing       | 400 | json-malformed     | body         |",
                "B10 | {@            | 400 | json-malformed     | body         | not JSON at byte",
                "B10 | {@}x          | 400 | json-malformed     | body         | not JSON at byte",
                "B10 | {@}{@}        | 400 | json-malformed     | body         |",
                "B12 | {@,`model`:1} | 400 | json-duplicate-key | body         | same key twice",
                "B14 | {@,`costUsd`:NaN}             | 422 | value-range | costUsd      |",
                "B14 | {@,`costUsd`:-Infinity}       | 422 | value-range | costUsd      |",
                "B14 | {@,`costUsd`:1e999}           | 422 | value-range | costUsd      |",
                "B14 | {@,`costUsd`:-1}              | 422 | value-range | costUsd      |",
                "B14 | {@,`tokens`:{`input`:-1}}     | 422 | value-range | tokens.input |",
                "B15 | {@,`tokens`:{`input`:`12`}}   | 422 | schema      | tokens.input |",
                "B15 | {`type`:null,`model`:`m`}     | 422 | schema      | type         |",
                "B15 | {`type`:`llm.call`,`model`:null} | 422 | schema   | model        |",
                "B15 | [{@},{@,`tokens`:[1]}]        | 422 | schema      | [1].tokens   |",
                "B17 | {@,`at`:`1970-01-01T00:00:00Z`} | 422 | time-range | at          |",
                "B17 | {@,`at`:`2100-01-01T00:00:00Z`} | 422 | time-range | at          |",
                "B17 | {@,`at`:`2026-11-25T03:10:00Z`} | 422 | time-range | at          |",
            })
    void refusesWithPlaceAndReason(String number, String body, int status, String code, String field, String detail)
            throws IOException {
        // When
        String text = body.equals("nothing") ? "" : body.replace("@", CALL).replace('`', '"');
        RawHttp.Answer answer = post("application/json", text.getBytes(StandardCharsets.UTF_8));

        // Then
        assertProblem(answer, status, code);
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("field").asText()).as(number).isEqualTo(field);
        assertThat(problem.path("hint").asText()).as(number).isNotEmpty();
        assertThat(problem.path("detail").asText()).as(number).contains(detail == null ? "" : detail);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    @DisplayName("B11: depth 10,000, a text of 1 MB, a number of 10,000 digits")
    void refusesWhatOnlyWearsAReaderOut(int which) throws IOException {
        // Given
        String[] bodies = {
            "{" + CALL + ",\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
            "{" + CALL + ",\"user\":\"" + "x".repeat(1_000_000) + "\"}",
            "{" + CALL + ",\"costUsd\":" + "9".repeat(10_000) + "}"
        };

        // Then
        assertProblem(post("application/json", bodies[which].getBytes(StandardCharsets.UTF_8)), 400, "json-limits");
    }

    @Test
    @DisplayName("B11, B16: 100,000 keys that mean nothing here are dropped")
    void dropsWhatItDoesNotKnow() throws IOException {
        // Given
        StringBuilder keys = new StringBuilder("{" + CALL);
        for (int i = 0; i < 100_000; i++) {
            keys.append(",\"k").append(i).append("\":\"a secret\"");
        }

        // When
        RawHttp.Answer answer =
                post("application/json", keys.append('}').toString().getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(ENGINE.accepted).hasSize(1);
        assertThat(ENGINE.accepted.toString()).doesNotContain("a secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"efbbbf7b7d", "7b22c328227d", "7b22eda080227d", "7b00220061", "fffe7b007d00"})
    @DisplayName("B13: a byte order mark, broken UTF-8, a lone surrogate, NUL, UTF-16")
    void refusesWhatIsNotPlainUtf8(String hex) throws IOException {
        assertProblem(post("application/json", HexFormat.of().parseHex(hex)), 400, "encoding-invalid");
    }

    @Test
    @DisplayName("B17: a little ahead is taken as now")
    void takesASmallStepIntoTheFuture() throws IOException {
        // When
        String ahead = "{" + CALL + ",\"at\":\"2026-11-24T03:14:59Z\"}";

        // Then
        assertThat(post("application/json", ahead.getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(202);
        assertThat(ENGINE.accepted.get(0).at()).isEqualTo(FakeEngine.NOW);
    }

    @Test
    @DisplayName("B18: a model without a price costs what the dearest does, never nothing")
    void neverTakesAnUnknownModelForFree() throws IOException {
        // When
        String call = "{\"type\":\"llm.call\",\"model\":\"nobody-knows-me\",\"tokens\":{\"output\":1000}}";

        // Then
        assertThat(post("application/json", call.getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(202);
        LlmCall taken = (LlmCall) ENGINE.accepted.get(0);
        assertThat(taken.cost().usd()).isPositive();
        assertThat(taken.cost().source()).isEqualTo(CostSource.DEAREST_TIER);
    }

    @Test
    @DisplayName("B20: one event too many, and nothing of the batch is taken")
    void takesABatchWhollyOrNotAtAll() throws IOException {
        // Given
        String line = "{" + CALL + "}\n";

        // Then
        assertProblem(
                post("application/x-ndjson", line.repeat(10_001).getBytes(StandardCharsets.UTF_8)), 413, "batch-limit");
    }

    @Test
    @DisplayName("B19: a new team with every event is refused from the 10,001st on, and those that are known go on")
    void refusesEverNewLabelsAndKeepsOldOnesWorking() throws IOException {
        try (Server full = anew()) {
            // Given
            for (int batch = 0; batch < 10; batch++) {
                StringBuilder lines = new StringBuilder();
                for (int i = 0; i < 1_000; i++) {
                    lines.append(ofTeam("t" + (batch * 1_000 + i))).append('\n');
                }
                RawHttp.ask(full.port(), "POST", "/api/v1/events", LINES, bytes(lines.toString()));
            }
            ENGINE.accepted.clear();

            // When
            RawHttp.Answer fresh = RawHttp.ask(
                    full.port(), "POST", "/api/v1/events", ServerFixture.JSON, bytes(ofTeam("one-too-many")));

            // Then
            assertProblem(fresh, 429, "cardinality-limit");
            assertThat(fresh.headers()).containsEntry("retry-after", "1");
            assertThat(JSON.readTree(fresh.body()).path("hint").asText()).contains("user or session");
            RawHttp.Answer known =
                    RawHttp.ask(full.port(), "POST", "/api/v1/events", ServerFixture.JSON, bytes(ofTeam("t17")));
            assertThat(known.status()).isEqualTo(202);
            assertThat(ENGINE.accepted).hasSize(1);
        }
    }

    private static String ofTeam(String team) {
        return "{" + CALL + ",\"team\":\"" + team + "\"}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("B10 to B20 from a webhook: authentic, so it is kept for a human, and the sender is not told off")
    void keepsOfWebhooksWhatItCannotRead() throws IOException {
        // When
        RawHttp.Answer answer = RawHttp.ask(
                server.port(),
                "POST",
                "/webhooks/native/" + ServerFixture.KEY,
                ServerFixture.JSON,
                "{\"a\":".getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).startsWith("{\"accepted\":0,\"deadLettered\":true,\"detail\":\"not JSON at byte");
        assertThat(ENGINE.letters).hasSize(1);
    }

    private static void assertProblem(RawHttp.Answer answer, int status, String code) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("type").asText()).isEqualTo("urn:tocsin:problem:" + code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(ENGINE.accepted).isEmpty();
    }

    private static RawHttp.Answer post(String contentType, byte[] body) throws IOException {
        return RawHttp.ask(server.port(), "POST", "/api/v1/events", Map.of("Content-Type", contentType), body);
    }
}
