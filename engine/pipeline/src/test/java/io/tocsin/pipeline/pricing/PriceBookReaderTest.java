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
                "tier: small|tier: tiny|p.yaml:6: tier must be small, medium or large, was 'tiny'",
                "input: 1|input: one|p.yaml:11: expected a number, was 'one'",
                "input: 1|input: -1|p.yaml:11: must lie in 0..10000, was -1",
                "input: 1|input: 0|p.yaml:11: input must cost more than 0",
                "input: 1|input: 1e400|p.yaml:11: must lie in 0..10000, was 1e400",
                "input: 1|input: 0.0000001|p.yaml:11: has more than 6 decimals: 0.0000001",
                "input: 1|inputt: 1|p.yaml:11: unknown key 'inputt', expected one of: batch, cache-read,",
                "valid-from: 2026-01-01|valid-from: 01/02/2026|p.yaml:10: expected a date such as 2026-08-31",
                "context: 200_000|context: 0|p.yaml:7: must be positive, was 0",
                "context: 200_000|context: many|p.yaml:7: expected a whole number, was 'many'",
                "provider: anthropic|provider: ''|p.yaml:4: expected text",
                "spellings: []|spellings: ['(']|p.yaml:1: is not a regular expression: Unclosed group",
                "source: test|source: [a]|p.yaml:16: expected text"
            })
    void saysFileLineAndReason(String good, String bad, String message) {
        assertThatThrownBy(() -> PriceBook.parse("p.yaml", GOOD.replace(good, bad)))
                .isInstanceOf(PriceBookException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"provider", "family", "tier", "context", "max-output", "input", "cache-write-1h", "seen"})
    void missesNoMissingKey(String key) {
        String without = GOOD.replaceFirst("(?m)^( *)" + key + ": .*\n", "");
        assertThatThrownBy(() -> PriceBook.parse("p.yaml", without))
                .isInstanceOf(PriceBookException.class)
                .hasMessageContaining("misses the key '" + key + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a: [", "- x", "models: 3\nspellings: []", "\t", "a: 1\na: 2", "*x"})
    void refusesWhatIsNotAPriceBook(String text) {
        assertThatThrownBy(() -> PriceBook.parse("p.yaml", text))
                .isInstanceOf(PriceBookException.class)
                .hasMessageMatching("p\\.yaml:[1-9][0-9]*: .+");
    }

    @Test
    void refusesAnIdThatIsTaken() {
        String model = GOOD.substring(GOOD.indexOf("  - id"));
        assertThatThrownBy(() -> PriceBook.parse("p.yaml", GOOD + model))
                .hasMessage("p.yaml:18: the id 'm' is already taken");
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
