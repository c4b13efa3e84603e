// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.CallFact;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.signal.CallResult;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.pipeline.expectation.DataClass;
import io.tocsin.pipeline.pricing.ModelCard;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call besides what it tells.
 *
 * @param scope whom an alert about it is about
 * @param card its model, empty when the price book does not know it
 * @param growth its context over that of the first call of its session, NaN without a session
 * @param timesUsual its context over the largest usual ones of its feature, NaN while these are learnt
 * @param dataClass what may be done with its data; null when nothing is written about that
 */
record CallContext(
        Scope scope,
        Optional<ModelCard> card,
        double growth,
        double timesUsual,
        @Nullable DataClass dataClass) {

    CallFact fact(LlmCall call, Instant at, Limits limits) {
        CallResult result = call.result();
        long context = call.tokens().contextTokens();
        String region = Words.orEmpty(call.handling().region());
        return new CallFact(
                scope,
                at,
                limits,
                call.id(),
                call.provider(),
                call.model(),
                card.map(ModelCard::family).orElse(""),
                card.map(ModelCard::tier).orElse(""),
                Words.orEmpty(call.who().team()),
                Words.orEmpty(call.who().feature()),
                Words.orEmpty(call.who().user()),
                Words.orEmpty(call.who().session()),
                context,
                call.tokens().outputTokens(),
                card.map(known -> (double) context / known.contextTokens()).orElse(Double.NaN),
                growth,
                timesUsual,
                call.cost().usd(),
                card.isPresent(),
                result.status(),
                Words.orEmpty(result.stopReason()),
                Words.orEmpty(result.errorType()),
                result.refused(),
                result.flaggedInsecure(),
                result.latencySeconds() < 0 ? Double.NaN : result.latencySeconds(),
                result.quality(),
                call.handling().complexity(),
                region,
                Words.orEmpty(call.handling().dataClass()),
                dataClass != null && !region.isEmpty() && dataClass.forbids(region),
                dataClass == null ? "" : dataClass.allowed());
    }
}
