// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a rate-limit pool: a gauge at one instant.
 *
 * @param origin where it comes from
 * @param who on whose behalf it happened
 * @param provider the provider
 * @param family the model family the limit is pooled over, such as {@code opus}
 * @param dimension {@code requests}, {@code tokens}, {@code input-tokens}, {@code output-tokens} or a unified window
 * @param limit the limit per window, NaN when only the utilisation is told
 * @param remaining what is left of it, NaN when only the utilisation is told
 * @param utilisation share used, 0 to 1 (above 1 when over the limit)
 * @param reset when the reading stops being true; null when not told
 */
public record RateLimit(
        Origin origin,
        Attribution who,
        String provider,
        String family,
        String dimension,
        double limit,
        double remaining,
        double utilisation,
        @Nullable Instant reset)
        implements Signal {

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.rateLimit(this);
    }
}
