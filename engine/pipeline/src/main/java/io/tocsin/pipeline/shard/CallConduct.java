// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.signal.CostSource;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.pipeline.expectation.FeatureNeeds;
import io.tocsin.pipeline.pricing.ModelCard;
import io.tocsin.pipeline.window.Conduct;
import io.tocsin.pipeline.window.Counters;
import io.tocsin.pipeline.window.Rejections;
import java.util.Arrays;
import java.util.Optional;

/** What one call counts in the columns of {@link Conduct} and {@link Rejections}. Reused for every call; not thread-safe. */
final class CallConduct {
    private static final long MOST_MICROS = 2_000_000;

    final long[] feature = new long[Conduct.WIDTH];
    final long[] model = new long[Rejections.WIDTH];
    private final Routes routes;

    CallConduct(Routes routes) {
        this.routes = routes;
    }

    /** Makes the rows say what a call counts. */
    void of(LlmCall call, Optional<ModelCard> known) {
        Arrays.fill(feature, 0);
        Arrays.fill(model, 0);
        model[Rejections.CALLS] = 1;
        model[Rejections.COST_NANO] = call.cost().nanoUsd();
        if (known.isPresent() && !call.result().failed()) {
            ModelCard card = known.get();
            context(call, card);
            route(call, card);
            waiting(call, card);
            account(call, card);
        }
    }

    private void context(LlmCall call, ModelCard card) {
        long context = call.tokens().contextTokens();
        if (context > 0) {
            feature[Conduct.CONTEXT_CALLS] = 1;
            feature[Conduct.CONTEXT_MICROS] =
                    Math.min(MOST_MICROS, Math.round(context * Counters.MICRO / card.contextTokens()));
        }
    }

    private void route(LlmCall call, ModelCard card) {
        Optional<String> tier = routes.tier(call);
        if (tier.isEmpty()) {
            return;
        }
        feature[Conduct.ROUTABLE] = 1;
        if (Routes.dearer(card.tier(), tier.get())) {
            long waste = routes.current(card.provider(), tier.get(), call.at())
                    .filter(other -> call.tokens().totalTokens() <= other.contextTokens()
                            && call.tokens().outputTokens() <= other.maxOutputTokens())
                    .map(other -> call.cost().nanoUsd() - other.nanoUsd(call.tokens(), call.handling()))
                    .orElse(0L);
            if (waste > 0) {
                feature[Conduct.MISROUTED] = 1;
                feature[Conduct.WASTE_NANO] = waste;
            }
        }
    }

    private void waiting(LlmCall call, ModelCard card) {
        boolean waits = !call.handling().urgent()
                || !routes.needs(call.tenant(), call.who())
                        .map(FeatureNeeds::urgent)
                        .orElse(true);
        long saving = waits && !"batch".equals(call.handling().serviceTier())
                ? card.batchSaving(call.cost().nanoUsd())
                : 0;
        if (saving > 0) {
            feature[Conduct.WAITING] = 1;
            feature[Conduct.WAITING_NANO] = saving;
        }
    }

    private void account(LlmCall call, ModelCard card) {
        if (call.cost().source() == CostSource.REPORTED && call.tokens().totalTokens() > 0) {
            model[Rejections.REPORTED] = 1;
            model[Rejections.REPORTED_NANO] = call.cost().nanoUsd();
            model[Rejections.BOOK_NANO] = card.nanoUsd(call.tokens(), call.handling());
        }
    }
}
