// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.pricing;

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
        Price price) {}
