// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceBookReaderTest {
    private static final String GOOD = """
            spellings: []
            models:
              - id: m
                provider: anthropic
                family: f
                tier: small
                context: 200_000
                max-output: 64000
                prices:
                  - valid-from: 2026-01-01
                    input: 1
                    output: 5
                    cache-write-5m: 1.25
                    cache-write-1h: 2
                    cache-read: 0.1
                    source: test
                    seen: 2026-01-01
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tier: small|tier: smal|p.yaml:6:5: models[0].tier must be one of small, medium, large, was 'smal'; did you mean 'small'?",
                "input: 1|input: one|p.yaml:11:9: models[0].prices[0].input must be USD above 0 and up to 10000",
                "output: 5|output: -1|p.yaml:12:9: models[0].prices[0].output must be USD from 0 to 10000 with at most 6 decimals, was '-1'",
                "input: 1|input: 0|p.yaml:11:9: models[0].prices[0].input must be USD above 0",
                "output: 5|output: 1e400|p.yaml:12:9: models[0].prices[0].output must be USD from 0 to 10000",
                "output: 5|output: 0.0000001|p.yaml:12:9: models[0].prices[0].output must be USD from 0 to 10000 with at most 6 decimals",
                "input: 1|inputt: 1|p.yaml:11:9: unknown key 'models[0].prices[0].inputt'; did you mean 'input'?",
                "seen: 2026-01-01|batch: 0|p.yaml:17:9: models[0].prices[0].batch must be a factor above 0",
                "valid-from: 2026-01-01|valid-from: 01/02/2026|p.yaml:10:9: models[0].prices[0].valid-from must be a date such as 2026-08-31, was '01/02/2026'",
                "context: 200_000|context: 0|p.yaml:7:5: models[0].context must be a whole number of at least 1, was '0'",
                "context: 200_000|context: many|p.yaml:7:5: models[0].context must be a whole number",
                "provider: anthropic|provider: ''|p.yaml:4:5: models[0].provider must be a text, was empty",
                "spellings: []|spellings: ['(']|p.yaml:1:13: spellings[0] must be a regular expression, was '('; Unclosed group",
                "source: test|source: [a]|p.yaml:16:9: models[0].prices[0].source must be a text, was a list"
            })
    void saysFileLineAndReason(String good, String bad, String message) {
        assertThatThrownBy(() -> PriceBook.parse("p.yaml", GOOD.replace(good, bad)))
                .isInstanceOf(PriceBookException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"provider", "family", "tier", "context", "max-output", "input", "cache-write-1h", "seen"})
    void missesNoMissingKey(String key) {
        String without = GOOD.replaceFirst("(?m)^( *)" + key + ": .*\n", "");
        assertThatThrownBy(() -> PriceBook.parse("p.yaml", without))
                .isInstanceOf(PriceBookException.class)
                .hasMessageContaining("." + key + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a: [", "- x", "models: 3\nspellings: []", "\t", "a: 1\na: 2", "*x"})
    void refusesWhatIsNotAPriceBook(String text) {
        assertThatThrownBy(() -> PriceBook.parse("p.yaml", text))
                .isInstanceOf(PriceBookException.class)
                .hasMessageMatching("(p\\.yaml:[1-9][0-9]*:[1-9][0-9]*: .+\n?)+");
    }

    @Test
    void refusesAPriceThatEndsBeforeItBegins() {
        String book = GOOD.replace("seen: 2026-01-01", "seen: 2026-01-01\n        valid-to: 2025-12-31");
        assertThatThrownBy(() -> PriceBook.parse("p.yaml", book))
                .hasMessage("p.yaml:18:9: models[0].prices[0].valid-to must not lie before valid-from (2026-01-01),"
                        + " was 2025-12-31");
    }

    @Test
    void refusesAnIdThatIsTaken() {
        String model = GOOD.substring(GOOD.indexOf("  - id"));
        assertThatThrownBy(() -> PriceBook.parse("p.yaml", GOOD + model))
                .hasMessage("p.yaml:18:5: models[1].id must not be taken already, was 'm'");
    }

    @Test
    void saysEveryFlawAtOnce() {
        assertThatThrownBy(() -> PriceBook.parse(
                        "p.yaml", GOOD.replace("tier: small", "teir: small").replace("output: 5", "output: five")))
                .message()
                .isEqualTo(
                        String.join(
                                "\n",
                                "p.yaml:6:5: unknown key 'models[0].teir'; did you mean 'tier'?",
                                "p.yaml:3:5: models[0].tier is missing",
                                "p.yaml:12:9: models[0].prices[0].output must be USD from 0 to 10000 with at most 6 decimals, was 'five'"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverFailsInAnyOtherWay(int seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder(GOOD);
            for (int i = 0; i < 3; i++) {
                text.setCharAt(random.nextInt(text.length()), "x:-[]{}'\"\n 0.&*!%\u0000".charAt(random.nextInt(18)));
            }
            Throwable failure = failure(text.toString());
            assertThat(failure == null || failure instanceof PriceBookException)
                    .as("%s for%n%s", failure, text)
                    .isTrue();
        }
    }

    @Test
    void lintsWhatCanBeReadButLooksWrong() {
        String book = GOOD.replace("cache-write-1h: 2", "cache-write-1h: 1")
                .replace("cache-read: 0.1", "cache-read: 1\n        us: 3\n        batch: 2\n        fast: 9");
        List<PriceFinding> findings = PriceBook.parse("p.yaml", book).lint();
        assertThat(findings)
                .extracting(PriceFinding::rule, PriceFinding::detail)
                .contains(
                        tuple("order", "cache-write-1h is cheaper than cache-write-5m"),
                        tuple("order", "cache-read is not cheaper than input"),
                        tuple("ratio", "cache-read is 1.0 x input, usual is 0.1"),
                        tuple("multiplier", "us is outside 1..1.5"),
                        tuple("multiplier", "batch makes it dearer"),
                        tuple("multiplier", "fast is outside 1..6"));
        assertThat(findings).allSatisfy(finding -> assertThat(finding.line()).isEqualTo(10));
    }

    @ParameterizedTest
    @CsvSource({"2026-06-30, gap", "2026-07-01, overlap", "2026-12-31, overlap"})
    void lintsIntervals(String firstEnds, String rule) {
        String price = GOOD.substring(GOOD.indexOf("      - valid-from"));
        String book = GOOD.replace(
                        "2026-01-01\n        input", "2026-01-01\n        valid-to: " + firstEnds + "\n        input")
                + price.replace(
                        "valid-from: 2026-01-01", "valid-from: " + (rule.equals("gap") ? "2026-07-02" : "2026-07-01"));
        assertThat(PriceBook.parse("p.yaml", book).lint())
                .extracting(PriceFinding::rule)
                .containsExactly(rule);
    }

    private static @Nullable Throwable failure(String text) {
        try {
            PriceBook.parse("p.yaml", text);
            return null;
        } catch (RuntimeException failure) {
            return failure;
        }
    }
}
