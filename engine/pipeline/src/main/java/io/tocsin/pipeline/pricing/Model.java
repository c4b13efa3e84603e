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
        Price price = prices.get(0).price();
        for (Dated later : prices) {
            if (!later.price().validFrom().isAfter(day)) {
                price = later.price();
            }
        }
        return new ModelCard(id, provider, family, tier, contextTokens, maxOutputTokens, retired, price);
    }

    /** Whether it answers on a day. */
    boolean answers(LocalDate day) {
        return (retired == null || day.isBefore(retired))
                && !prices.get(0).price().validFrom().isAfter(day);
    }
}
