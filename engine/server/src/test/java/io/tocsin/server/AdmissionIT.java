// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.Engine.Overloaded;
import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.admission.Verdict;
import io.tocsin.pipeline.admission.Verdict.Outcome;
import io.tocsin.pipeline.threshold.Budget.Period;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionIT {
    private static final String ADMISSION = "/api/v1/admission/";
    private static final Instant MIDNIGHT = Instant.parse("2026-11-25T00:00:00Z");

    private final ServerFixture fixture = new ServerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void reservesAndSaysWhatIsLeft() throws IOException {
        // Given
        answer(Outcome.GRANTED, "", 400_000_000_000L, 1_250_000_001L, 42_500_000L);
        // When
        RawHttp.Answer answer = fixture.post(ADMISSION + "reserve", """
                {"reservation": "r-1", "team": "search", "user": "anna", "estimateUsd": 0.0425, "ttlSeconds": 60}""");
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("""
                {"reservation":"r-1","allowed":true,"outcome":"granted","remainingUsd":398.707499999,\
                "asOf":"2026-11-24T03:10:00Z","exact":true,"expiresAt":"2026-11-24T03:11:00Z","budgets":[\
                {"scope":"team=search","period":"day","limitUsd":400,"spentUsd":1.250000001,"reservedUsd":0.0425,\
                "remainingUsd":398.707499999,"resetsAt":"2026-11-25T00:00:00Z"}]}""");
        assertThat(fixture.engine.asks)
                .containsExactly(
                        new Ask.Reserve("default", "r-1", new Ask.Payer("search", "anna", null), 42_500_000L, 60));
    }

    @Test
    void pricesTokensAtListPriceAndRoundsUp() throws IOException {
        // When
        fixture.post(ADMISSION + "reserve", """
                {"model": "claude-opus-5", "inputTokens": 1000, "maxOutputTokens": 100, "tenant": "acme"}""");
        fixture.post(ADMISSION + "reserve", "{\"estimateUsd\": \"0.0000000001\"}");
        // Then: 1,000 at 5 and 100 at 25 dollars a million
        assertThat(fixture.engine.asks)
                .extracting(ask -> ((Ask.Reserve) ask).nanoUsd())
                .containsExactly(7_500_000L, 1L);
        assertThat(fixture.engine.asks).extracting(Ask::tenant).containsExactly("acme", "default");
        assertThat(fixture.engine.asks.get(0).reservation())
                .isNotEqualTo(fixture.engine.asks.get(1).reservation());
    }

    @Test
    void aRefusalIsAnAnswer() throws IOException {
        // Given
        answer(Outcome.REFUSED, "the budget of team=search for the day is used up", 5, 5, 0);
        // When
        RawHttp.Answer answer = fixture.post(ADMISSION + "reserve", "{\"estimateUsd\": 1}");
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"allowed\":false,\"outcome\":\"refused\",\"reason\":\"the budget of team=search");
    }

    @Test
    void settlesAndReleases() throws IOException {
        // Given
        answer(Outcome.SETTLED_LATE, "", 1_000_000_000L, 2_000_000_000L, 0);
        // When
        RawHttp.Answer settled =
                fixture.post(ADMISSION + "settle", "{\"reservation\":\"r-1\",\"actualUsd\":2,\"reported\":false}");
        RawHttp.Answer released = fixture.post(ADMISSION + "release", "{\"reservation\":\"r-2\"}");
        // Then
        assertThat(settled.body())
                .contains("\"outcome\":\"settled-late\",\"remainingUsd\":-1,")
                .doesNotContain("allowed");
        assertThat(released.status()).isEqualTo(200);
        assertThat(fixture.engine.asks)
                .containsExactly(
                        new Ask.Settle("default", "r-1", 2_000_000_000L, false), new Ask.Release("default", "r-2"));
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN,404,reservation-unknown", "CONFLICT,409,reservation-conflict", "FULL,503,reservations-full"})
    void saysWhyAnAskCannotBeMet(Outcome outcome, int status, String code) throws IOException {
        // Given
        answer(outcome, "the reason", 1, 1, 1);
        // When
        RawHttp.Answer answer = fixture.post(ADMISSION + "release", "{\"reservation\":\"r-2\"}");
        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains(code, "the reason");
    }

    @Test
    void theCallerChoosesWhatUnreachableMeans() throws IOException {
        // Given
        fixture.engine.failure = new Overloaded("nobody owns the cell");
        // When
        RawHttp.Answer unsaid = fixture.post(ADMISSION + "reserve", "{\"estimateUsd\":1}");
        RawHttp.Answer open = fixture.post(ADMISSION + "reserve", "{\"estimateUsd\":1,\"ifUnreachable\":\"allow\"}");
        RawHttp.Answer closed = fixture.post(ADMISSION + "reserve", "{\"estimateUsd\":1,\"ifUnreachable\":\"refuse\"}");
        // Then
        assertThat(unsaid.status()).isEqualTo(503);
        assertThat(unsaid.body()).contains("admission-unreachable");
        assertThat(open.status()).isEqualTo(200);
        assertThat(open.body()).contains("\"allowed\":true,\"outcome\":\"undecided\"", "\"exact\":false");
        assertThat(closed.body()).contains("\"allowed\":false,\"outcome\":\"undecided\"", "\"exact\":false");
    }

    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            reserve | {"estimateUsd": -1} | estimateUsd
            reserve | {"estimateUsd": 1e9} | estimateUsd
            reserve | {"estimateUsd": "1e999999999"} | estimateUsd
            reserve | {"estimateUsd": "x"} | estimateUsd
            reserve | {"estimateUsd": 0} | estimateUsd
            reserve | {} | estimateUsd
            reserve | {"estimateUsd": 1, "model": "claude-opus-5"} | estimateUsd
            reserve | {"model": "claude-opus-5"} | inputTokens
            reserve | {"model": "claude-opus-5", "inputTokens": 1.5} | inputTokens
            reserve | {"model": "claude-opus-5", "inputTokens": -5} | inputTokens
            reserve | {"estimateUsd": 1, "ttlSeconds": 0} | ttlSeconds
            reserve | {"estimateUsd": 1, "ttlSeconds": 86401} | ttlSeconds
            reserve | {"estimateUsd": 1, "team": ""} | team
            reserve | {"estimateUsd": 1, "team": 3} | team
            reserve | {"estimateUsd": 1, "tem": "search"} | tem
            reserve | {"estimateUsd": 1, "ifUnreachable": "maybe"} | ifUnreachable
            settle | {"actualUsd": 1} | reservation
            settle | {"reservation": "r"} | actualUsd
            settle | {"reservation": "r", "actualUsd": 1, "reported": "no"} | reported
            release | {} | reservation
            """)
    void namesTheFieldThatCannotBeMeant(String ask, String body, String field) throws IOException {
        // When
        RawHttp.Answer answer = fixture.post(ADMISSION + ask, body);
        // Then
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
        assertThat(fixture.engine.asks).isEmpty();
    }

    private void answer(Outcome outcome, String text, long limit, long spent, long reserved) {
        Scope team = new Scope(ScopeKind.TEAM, "default", "search");
        fixture.engine.verdict = new Verdict(
                outcome,
                text,
                List.of(new Verdict.Standing(team, Period.DAY, limit, spent, reserved, MIDNIGHT)),
                FakeEngine.NOW,
                outcome == Outcome.GRANTED ? FakeEngine.NOW.plusSeconds(60) : null);
    }
}
