// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.pricing;

import io.tocsin.model.signal.Handling;
import io.tocsin.model.signal.TokenUsage;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One model as the price book knows it at an instant.
 *
 * @param id its canonical id, such as {@code claude-opus-5}
 * @param provider who makes it, such as {@code anthropic}
 * @param family what rate limits are pooled over, such as {@code opus}
 * @param tier {@code small}, {@code medium} or {@code large}
 * @param contextTokens size of the context window
 * @param maxOutputTokens the most it can generate in one request
 * @param retired the day from which it no longer answers, UTC; null while it has none
 * @param price what it costs at that instant
 */
public record ModelCard(
        String id,
        String provider,
        String family,
        String tier,
        long contextTokens,
        long maxOutputTokens,
        @Nullable LocalDate retired,
        Price price) {

    /** What tokens cost by this price, billionths of a US dollar, not negative. */
    public long nanoUsd(TokenUsage tokens, Handling handling) {
        return price.nanoUsd(tokens, handling);
    }

    /** Billionths of a US dollar that the batch service tier would save of a cost at the full price; 0 without a batch price. */
    public long batchSaving(long nanoUsd) {
        return price.batchSaving(nanoUsd);
    }
}
