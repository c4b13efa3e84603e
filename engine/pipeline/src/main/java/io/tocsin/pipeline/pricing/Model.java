// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.pricing;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of the file: a model with all its prices, oldest first, each with the line it stands on. */
record Model(
        String id,
        List<String> aliases,
        String provider,
        String family,
        String tier,
        long contextTokens,
        long maxOutputTokens,
        @Nullable LocalDate retired,
        List<Dated> prices) {

    /** A price and the line it stands on. */
    record Dated(int line, Price price) {}

    /** The card with the price in force on a day; before the first and after the last price, the nearest. */
    ModelCard on(LocalDate day) {
        return new ModelCard(id, provider, family, tier, contextTokens, maxOutputTokens, retired, priceOn(day));
    }

    /** The price in force on a day; before the first and after the last, the nearest. */
    Price priceOn(LocalDate day) {
        for (int i = prices.size() - 1; i > 0; i--) {
            Price price = prices.get(i).price();
            if (!price.validFrom().isAfter(day)) {
                return price;
            }
        }
        return prices.get(0).price();
    }

    /** Whether it answers on a day. */
    boolean answers(LocalDate day) {
        return (retired == null || day.isBefore(retired))
                && !prices.get(0).price().validFrom().isAfter(day);
    }
}
