// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.admission;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.model.signal.Usd;
import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.admission.Verdict;
import io.tocsin.pipeline.admission.Verdict.Outcome;
import io.tocsin.pipeline.admission.Verdict.Standing;
import java.util.Locale;

/** Verdicts as JSON. */
final class Verdicts {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private Verdicts() {}

    static String json(Ask ask, Verdict verdict) {
        ObjectNode node = NODES.objectNode().put("reservation", ask.reservation());
        if (ask instanceof Ask.Reserve) {
            node.put("allowed", verdict.outcome() == Outcome.GRANTED);
        }
        node.put("outcome", verdict.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (!verdict.text().isEmpty()) {
            node.put("reason", verdict.text());
        }
        verdict.remainingNano().ifPresent(nano -> node.put("remainingUsd", Usd.of(nano)));
        node.put("asOf", verdict.asOf().toString()).put("exact", true);
        if (verdict.expiresAt() != null) {
            node.put("expiresAt", verdict.expiresAt().toString());
        }
        ArrayNode budgets = node.putArray("budgets");
        verdict.standings().forEach(standing -> budgets.add(budget(standing)));
        return node.toString();
    }

    private static ObjectNode budget(Standing standing) {
        return NODES.objectNode()
                .put("scope", standing.scope().label())
                .put("period", standing.period().word())
                .put("limitUsd", Usd.of(standing.limitNano()))
                .put("spentUsd", Usd.of(standing.spentNano()))
                .put("reservedUsd", Usd.of(standing.reservedNano()))
                .put("remainingUsd", Usd.of(standing.remainingNano()))
                .put("resetsAt", standing.resetsAt().toString());
    }

    /** No decision has arrived: the caller hears what it wished to hear, and that money may be held. */
    static String undecided(Ask ask, boolean allowed) {
        return NODES.objectNode()
                .put("reservation", ask.reservation())
                .put("allowed", allowed)
                .put("outcome", "undecided")
                .put(
                        "reason",
                        "nobody who may decide about this budget has answered in time; this is the caller's own rule, and the"
                                + " reservation may be held until it expires: settle or release it")
                .put("exact", false)
                .toString();
    }
}
