// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.pipeline.expectation.Expectations;
import io.tocsin.pipeline.expectation.FeatureNeeds;
import io.tocsin.pipeline.pricing.ModelCard;
import io.tocsin.pipeline.pricing.Price;
import io.tocsin.pipeline.pricing.PriceBook;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which model would do for a call, by what operators expect and the price book knows. Not thread-safe. */
final class Routes {
    private static final List<String> TIERS = List.of("small", "medium", "large");
    private static final long SECONDS_PER_DAY = 86_400;
    private static final Comparator<ModelCard> NEWEST_FIRST = Comparator.comparing(
                    (ModelCard card) -> card.price().validFrom())
            .reversed()
            .thenComparingLong(Routes::sum)
            .thenComparing(ModelCard::id);

    private final Expectations expectations;
    private final PriceBook prices;
    private final Map<String, Optional<ModelCard>> current = new HashMap<>();
    private long currentDay = Long.MIN_VALUE;

    Routes(Expectations expectations, PriceBook prices) {
        this.expectations = expectations;
        this.prices = prices;
    }

    Optional<FeatureNeeds> needs(String tenant, Attribution who) {
        return who.feature() == null ? Optional.empty() : expectations.feature(tenant, who);
    }

    /** The tier that would do: the feature's own, else by the call's complexity; empty when nobody knows. */
    Optional<String> tier(LlmCall call) {
        Optional<String> pinned =
                needs(call.tenant(), call.who()).map(FeatureNeeds::tier).filter(tier -> !tier.isEmpty());
        return pinned.isPresent()
                ? pinned
                : expectations.simpleTier(call.handling().complexity());
    }

    /** Whether one tier is dearer than another. */
    static boolean dearer(String tier, String than) {
        return TIERS.indexOf(tier) > TIERS.indexOf(than);
    }

    /**
     * The model of a provider and tier to go to on a day: of those that answer the one with the newest price, because the
     * cheapest is often one nobody would go back to; of two as new the cheaper.
     */
    Optional<ModelCard> current(String provider, String tier, Instant at) {
        long day = Math.floorDiv(at.getEpochSecond(), SECONDS_PER_DAY);
        if (day != currentDay) {
            current.clear();
            currentDay = day;
        }
        return current.computeIfAbsent(
                provider + "/" + tier,
                key -> prices.cards(at).stream()
                        .filter(card ->
                                card.provider().equals(provider) && card.tier().equals(tier))
                        .min(NEWEST_FIRST));
    }

    private static long sum(ModelCard card) {
        Price.Rates rates = card.price().rates();
        return rates.input() + rates.output();
    }

    /** What a model is called where it is watched: its canonical id when its maker answered, else as it was told. */
    static String name(String provider, String model, Optional<ModelCard> card) {
        return card.filter(known -> known.provider().equals(provider))
                .map(ModelCard::id)
                .orElse(model);
    }

    /** The model that calls of a feature should go to, when most go to a dearer one; empty when nobody knows. */
    String better(String tenant, String feature, String model, Instant at) {
        Attribution who = new Attribution(null, null, feature, null, null);
        String tier = needs(tenant, who)
                .map(FeatureNeeds::tier)
                .filter(pinned -> !pinned.isEmpty())
                .or(() -> expectations.simpleTier(0))
                .orElse("");
        return prices.card(model, at)
                .filter(card -> dearer(card.tier(), tier))
                .flatMap(card -> current(card.provider(), tier, at))
                .map(ModelCard::id)
                .orElse("");
    }
}
