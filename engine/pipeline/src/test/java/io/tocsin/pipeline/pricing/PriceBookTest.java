// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.signal.Cost;
import io.tocsin.model.signal.CostSource;
import io.tocsin.model.signal.Handling;
import io.tocsin.model.signal.TokenUsage;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceBookTest {
    private static final Path FILE = Path.of("../../rules/prices.yaml");
    private static final PriceBook BOOK = PriceBook.load(FILE);
    private static final Instant NOV = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void theShippedFileHasNothingToComplainAbout() {
        assertThat(BOOK.lint()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-5, claude-opus-5",
        "claude-opus-5[1m], claude-opus-5",
        "Claude-Opus-5, claude-opus-5",
        "anthropic/claude-opus-4-6-20260205, claude-opus-4-6",
        "claude-opus-4-6-thinking, claude-opus-4-6",
        "claude-opus-4-7-thinking-xhigh, claude-opus-4-7",
        "claude-sonnet-4-20250514, claude-sonnet-4",
        "claude-sonnet-4-5-20250929-v1:0, claude-sonnet-4-5",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, claude-sonnet-4-5",
        "bedrock/eu.anthropic.claude-haiku-4-5-20251001-v1:0, claude-haiku-4-5",
        "anthropic.claude-3-sonnet-20240229-v1:0:28k, claude-3-sonnet",
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-opus-4-6-v1, claude-opus-4-6",
        "vertex_ai/claude-3-5-sonnet-v2@20241022, claude-3-5-sonnet",
        "publishers/anthropic/models/claude-opus-4-1@20250805, claude-opus-4-1",
        "claude-3-7-sonnet-latest, claude-3-7-sonnet",
        "openai/gpt-4o-2024-08-06, gpt-4o"
    })
    void findsAModelUnderEverySpelling(String spelling, String id) {
        assertThat(BOOK.card(spelling, NOV)).map(ModelCard::id).contains(id);
    }

    @ParameterizedTest
    @CsvSource({"claude-opus-99", "arn:aws:bedrock:us-east-1:1:application-inference-profile/x1y2z3", "''", "opus"})
    void doesNotGuess(String unknown) {
        assertThat(BOOK.card(unknown, NOV)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-01T00:00:00Z, 2000000",
        "2026-08-31T23:59:59Z, 2000000",
        "2026-09-01T00:00:00Z, 3000000",
        "2031-01-01T00:00:00Z, 3000000"
    })
    void endsThePromotionAfterItsLastDay(Instant at, long inputPerMillionTokens) {
        ModelCard card = BOOK.card("claude-sonnet-5", at).orElseThrow();
        assertThat(card.price().rates().input()).isEqualTo(inputPerMillionTokens);
    }

    @Test
    void reproducesAMeasuredCostToTheNanoDollarWhenTheCacheWritesLastAnHour() {
        // Given tokens and cost of one measured request
        TokenUsage tokens = new TokenUsage(2, 15_273, 8_271, 8_271, 4);
        // When
        Cost cost = BOOK.price("claude-opus-5", tokens, Handling.DEFAULT, Instant.parse("2026-07-27T11:02:22Z"));
        // Then
        assertThat(cost).isEqualTo(new Cost(90_456_500, CostSource.PRICE_BOOK));
    }

    @Test
    void underestimatesTheSameRequestByAThirdWhenTheTimeToLiveIsNotTold() {
        TokenUsage tokens = new TokenUsage(2, 15_273, 8_271, 0, 4);
        Cost cost = BOOK.price("claude-opus-5", tokens, Handling.DEFAULT, NOV);
        assertThat(cost.nanoUsd()).isEqualTo(59_440_250);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-5, batch, , , 15000000",
        "claude-opus-5, , us, , 33000000",
        "claude-opus-5, , us-east-1, , 30000000",
        "claude-opus-5, , , fast, 60000000",
        "claude-opus-4-7, , , fast, 180000000",
        "claude-opus-5, batch, us, , 16500000",
        "claude-haiku-4-5, , us, fast, 6000000",
        "gpt-4o, batch, , , 6250000"
    })
    void multiplies(String model, String serviceTier, String region, String speed, long nanoUsd) {
        Handling handling = new Handling(serviceTier, speed, Double.NaN, true, region, null, null);
        assertThat(BOOK.price(model, TokenUsage.of(1000, 1000), handling, NOV).nanoUsd())
                .isEqualTo(nanoUsd);
    }

    @ParameterizedTest
    @CsvSource({"200000, 600000000", "200001, 1200006000"})
    void chargesTheWholeRequestMoreOnceItsContextIsLarge(long input, long nanoUsd) {
        Cost cost = BOOK.price("claude-sonnet-4", TokenUsage.of(input, 0), Handling.DEFAULT, NOV);
        assertThat(cost.nanoUsd()).isEqualTo(nanoUsd);
    }

    @Test
    void pricesAnUnknownModelAtTheDearestThatAnswersAndNeverAtZero() {
        Cost cost = BOOK.price("brand-new-9", TokenUsage.of(1000, 100), Handling.DEFAULT, NOV);
        assertThat(cost).isEqualTo(new Cost(15_000_000, CostSource.DEAREST_TIER));
        assertThat(BOOK.dearest(Instant.parse("2016-01-01T00:00:00Z"))
                        .price()
                        .rates()
                        .input())
                .isPositive();
    }

    @Test
    void billsNothingWithoutTokens() {
        assertThat(BOOK.price("claude-opus-5", TokenUsage.NONE, Handling.DEFAULT, NOV))
                .isEqualTo(Cost.NONE);
    }

    @Test
    void staysPositiveForAbsurdCounts() {
        TokenUsage absurd = new TokenUsage(Long.MAX_VALUE / 4, 0, 0, 0, Long.MAX_VALUE / 4);
        assertThat(BOOK.price("claude-opus-5", absurd, Handling.DEFAULT, NOV).nanoUsd())
                .isPositive();
    }

    @Test
    void offersOnlyModelsThatAnswer() {
        assertThat(BOOK.cards(NOV))
                .extracting(ModelCard::id)
                .contains("claude-opus-5")
                .doesNotContain("claude-3-opus");
        assertThat(BOOK.family("us.anthropic.claude-opus-4-6-v1:0")).isEqualTo("opus");
        assertThat(BOOK.family("brand-new-9[1m]")).isEqualTo("brand-new-9");
    }

    @Test
    void agreesWithItsSourcesOnEveryCurrentModel() {
        assertThat(BOOK.cards(NOV))
                .filteredOn(card -> card.provider().equals("anthropic"))
                .allSatisfy(card -> assertThat(card.price().rates().output())
                        .isEqualTo(5 * card.price().rates().input()));
    }

    @Test
    void forgetsNothingItLearntButRemembersNoMoreThanAFewThousandSpellings() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(BOOK.card("made-up-" + i, NOV)).isEmpty();
        }
        assertThat(BOOK.card("claude-opus-5-20990101", NOV)).isPresent();
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThatThrownBy(() -> PriceBook.load(Path.of("nowhere.yaml")))
                .isInstanceOf(PriceBookException.class)
                .hasMessage("nowhere.yaml: cannot be read; is the path right, and may this user read it?");
    }
}
