// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One dimension of a rate limit as told along with a call.
 *
 * @param dimension such as {@code input-tokens}
 * @param limit the limit per window, NaN when not told
 * @param remaining what is left of it, NaN when not told
 * @param utilisation share used, 0 to 1, NaN when it follows from the two above
 * @param reset when the reading stops being true; null when not told
 */
public record RateReading(
        String dimension,
        double limit,
        double remaining,
        double utilisation,
        @Nullable Instant reset) {

    /** Share used: as told, or what is not left of the limit; NaN when neither is known. */
    double used() {
        if (!Double.isNaN(utilisation)) {
            return utilisation;
        }
        if (limit == 0) {
            return 1;
        }
        return Math.max(0, (limit - remaining) / limit);
    }
}
