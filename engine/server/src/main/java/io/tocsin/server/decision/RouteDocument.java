// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.decision;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.model.fact.RouteCandidate;
import io.tocsin.pipeline.route.RouteAdvice;
import io.tocsin.pipeline.route.RouteAdvice.Candidate;
import java.time.Instant;

/** Advice on models as JSON. */
final class RouteDocument {
    private RouteDocument() {}

    static String of(RouteAdvice advice, Instant asOf) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        advice.chosen().ifPresent(chosen -> node.put("model", chosen.card().id()));
        node.put("modelTier", advice.modelTier());
        if (!advice.rule().isEmpty()) {
            node.put("rule", advice.rule());
        }
        if (!advice.qualityTier().isEmpty()) {
            node.put("qualityTier", advice.qualityTier());
        }
        node.put("reason", reason(advice)).put("asOf", asOf.toString());
        ArrayNode candidates = node.putArray("candidates");
        advice.candidates().forEach(candidate -> candidates.add(candidate(candidate)));
        return node.toString();
    }

    private static String reason(RouteAdvice advice) {
        if (advice.chosen().isEmpty()) {
            return "something speaks against every candidate: use the default in your code, or ask with less context or more"
                    + " budget";
        }
        String tier = advice.chosen().get().card().tier();
        String why = tier.equals(advice.modelTier())
                ? "the highest value efficiency among " + tier + " models"
                : "no " + advice.modelTier() + " model can be used, so the nearest that can, a " + tier + " one";
        return advice.rule().isEmpty() ? why : why + "; " + advice.rule() + " says which tier the task needs";
    }

    private static ObjectNode candidate(Candidate candidate) {
        RouteCandidate fact = candidate.fact();
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("model", candidate.card().id())
                .put("modelTier", candidate.card().tier())
                .put("maxUsd", fact.usd())
                .put("expectedQuality", candidate.quality());
        number(node, "valueEfficiency", candidate.valueEfficiency());
        number(node, "contextRatio", fact.contextRatio());
        number(node, "budgetRatio", fact.budgetRatio());
        number(node, "coldCacheUsd", fact.coldCacheUsd());
        number(node, "coldCacheTimes", fact.coldCacheTimes());
        node.put("refusedParameters", fact.refusedParameters()).put("poolBusy", fact.poolBusy());
        ArrayNode against = node.putArray("against");
        candidate
                .against()
                .forEach(objection ->
                        against.addObject().put("rule", objection.rule()).put("text", objection.text()));
        return node;
    }

    /** What is not known is left out. */
    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        }
    }
}
