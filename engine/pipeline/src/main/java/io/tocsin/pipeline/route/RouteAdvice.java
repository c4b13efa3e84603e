// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.route;

import io.tocsin.model.fact.RouteCandidate;
import io.tocsin.pipeline.pricing.ModelCard;
import java.util.List;
import java.util.Optional;

/**
 * Which model to use, and why.
 *
 * @param chosen the advised candidate; empty when something speaks against every one
 * @param modelTier the tier the task needs
 * @param rule the rule that says so; empty when none did
 * @param qualityTier the quality tier in force for the scope; empty when there is none
 * @param candidates every candidate, the best first
 */
public record RouteAdvice(
        Optional<Candidate> chosen, String modelTier, String rule, String qualityTier, List<Candidate> candidates) {

    /** Copies the list. */
    public RouteAdvice {
        candidates = List.copyOf(candidates);
    }

    /**
     * One model.
     *
     * @param card the model
     * @param fact what was judged
     * @param against rules that speak against it, with their words
     * @param quality expected share of good answers, 0 to 1
     * @param valueEfficiency business value x expected quality / cost
     */
    public record Candidate(
            ModelCard card, RouteCandidate fact, List<Objection> against, double quality, double valueEfficiency) {

        /** Copies the list. */
        public Candidate {
            against = List.copyOf(against);
        }
    }

    /**
     * What speaks against a model.
     *
     * @param rule id of the rule
     * @param text in words
     */
    public record Objection(String rule, String text) {}
}
