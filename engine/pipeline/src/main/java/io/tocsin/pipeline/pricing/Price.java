// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.pricing;

import io.tocsin.model.signal.Handling;
import io.tocsin.model.signal.TokenUsage;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs between two days.
 *
 * @param validFrom first day, UTC
 * @param validTo last day, UTC, inclusive; null while it has no end
 * @param rates what a token costs
 * @param longContext what it costs in requests with a large context; null when it makes no difference
 * @param multipliers what makes it dearer or cheaper
 * @param provenance who says so
 */
public record Price(
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        Rates rates,
        @Nullable LongContext longContext,
        Multipliers multipliers,
        Provenance provenance) {
    private static final long PICO_PER_NANO = 1000;
    private static final int PERMILLE = 1000;
    /** Counts above it are priced as this many, so that sums stay inside a long. */
    private static final long MOST_TOKENS = 1_000_000_000L;

    /**
     * Cost per token in millionths of a millionth of a dollar, which is dollars per million tokens times a million.
     *
     * @param input fresh input
     * @param output output
     * @param cacheWrite5m input written to the cache for 5 minutes
     * @param cacheWrite1h input written to the cache for an hour
     * @param cacheRead input read from the cache
     */
    public record Rates(long input, long output, long cacheWrite5m, long cacheWrite1h, long cacheRead) {}

    /**
     * Rates of requests with a large context. They hold for the whole request, not only for what is above.
     *
     * @param aboveTokens context, cache included, above which they hold
     * @param rates the rates
     */
    public record LongContext(long aboveTokens, Rates rates) {}

    /**
     * Factors in thousandths: 500 halves the price.
     *
     * @param batch for the batch service tier
     * @param us for inference kept inside the United States
     * @param fast for fast mode
     */
    public record Multipliers(int batch, int us, int fast) {}

    /**
     * Who says so.
     *
     * @param source the publication
     * @param seen when it was read
     */
    public record Provenance(String source, LocalDate seen) {}

    /** Billionths of a dollar, rounded half up. Never negative. */
    long nanoUsd(TokenUsage tokens, Handling handling) {
        int permille = permille(handling);
        Rates at = rates(tokens);
        long written1h = tokens.cacheCreation1hInputTokens();
        long pico = part(tokens.inputTokens(), at.input(), permille)
                + part(tokens.outputTokens(), at.output(), permille)
                + part(tokens.cacheReadInputTokens(), at.cacheRead(), permille)
                + part(tokens.cacheCreationInputTokens() - written1h, at.cacheWrite5m(), permille)
                + part(written1h, at.cacheWrite1h(), permille);
        return (pico + PICO_PER_NANO / 2) / PICO_PER_NANO;
    }

    /** What the batch service tier saves of a cost at the full price. Never negative. */
    long batchSaving(long nanoUsd) {
        return Math.max(0, nanoUsd / PERMILLE * (PERMILLE - multipliers.batch()));
    }

    private Rates rates(TokenUsage tokens) {
        boolean large = longContext != null && tokens.contextTokens() > longContext.aboveTokens();
        return large && longContext != null ? longContext.rates() : rates;
    }

    private int permille(Handling handling) {
        int factor = PERMILLE;
        if ("batch".equals(handling.serviceTier())) {
            factor = factor * multipliers.batch() / PERMILLE;
        }
        if ("us".equalsIgnoreCase(handling.region())) {
            factor = factor * multipliers.us() / PERMILLE;
        }
        if ("fast".equals(handling.speed())) {
            factor = factor * multipliers.fast() / PERMILLE;
        }
        return factor;
    }

    private static long part(long tokens, long rate, int permille) {
        return Math.min(tokens, MOST_TOKENS) * (rate * permille / PERMILLE);
    }
}
