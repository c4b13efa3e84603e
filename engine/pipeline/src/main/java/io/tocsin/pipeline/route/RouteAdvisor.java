// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.route;

import io.tocsin.model.fact.RouteCandidate;
import io.tocsin.model.fact.RouteTask;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.Handling;
import io.tocsin.model.signal.TokenUsage;
import io.tocsin.pipeline.pricing.ModelCard;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.route.RouteAdvice.Candidate;
import io.tocsin.pipeline.route.RouteAdvice.Objection;
import io.tocsin.pipeline.shard.Placement;
import io.tocsin.pipeline.shard.Policy;
import io.tocsin.pipeline.threshold.RouteBook;
import io.tocsin.pipeline.tier.TierProfile;
import io.tocsin.rulebase.Evaluator;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Says which model to use for a request. Rules say which tier of models the task needs and what speaks against a candidate;
 * of what is left, the highest value efficiency wins: in that tier, else in the next dearer one, else in a cheaper one; never
 * above the models of the quality tier in force. Keeps no state. Thread-safe by one lock.
 */
public final class RouteAdvisor implements AutoCloseable {
    private static final double NANO = 1e9;
    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(
                    (Candidate candidate) -> !candidate.against().isEmpty())
            .thenComparing(Candidate::valueEfficiency, Comparator.reverseOrder())
            .thenComparing(candidate -> candidate.card().id());
    private static final List<String> TIERS = List.of("small", "medium", "large");

    private final Policy policy;
    private final RouteBook book;
    private final Evaluator evaluator;

    /** @param evaluator closed with this */
    public RouteAdvisor(Policy policy, Evaluator evaluator) {
        this.policy = policy;
        this.book = policy.routes();
        this.evaluator = evaluator;
    }

    /** What models cost. */
    public PriceBook prices() {
        return policy.prices();
    }

    /** Whether advice can be given. */
    public boolean advises() {
        return book.advises();
    }

    /**
     * The advice.
     *
     * @param qualityTier name of the quality tier in force for the scope; empty when there is none
     * @param busy whether an alert on a rate-limit pool is open
     * @param at log time
     */
    public synchronized RouteAdvice advise(
            RouteRequest request, String qualityTier, Predicate<Scope> busy, Instant at) {
        RouteTask task = new RouteTask(
                request.scope(),
                at,
                policy.thresholds().limits(request.scope(), at, rule -> false),
                request.task(),
                book.simpleTasks().contains(request.task()),
                request.complexity(),
                request.reasoning(),
                request.userTier(),
                qualityTier);
        List<String> holding = evaluator.detect(task);
        String rule = book.decide().keySet().stream()
                .filter(holding::contains)
                .findFirst()
                .orElse("");
        String tier = book.decide().getOrDefault(rule, book.otherwise());
        Optional<TierProfile> profile = policy.tiers().profile(qualityTier);
        Set<String> named = named(request, at);
        String current = current(request, at);
        List<Candidate> candidates = policy.prices().cards(at).stream()
                .filter(card -> request.models().isEmpty() || named.contains(card.id()))
                .map(card -> candidate(card, request, card.id().equals(current), profile, busy, at))
                .sorted(BEST_FIRST)
                .toList();
        return new RouteAdvice(chosen(candidates, tier, profile), tier, rule, qualityTier, candidates);
    }

    /** The best that nothing speaks against: of the tier, else of a dearer one up to the cap, else of a cheaper one. */
    private static Optional<Candidate> chosen(List<Candidate> candidates, String tier, Optional<TierProfile> profile) {
        int cap = profile.map(known -> TIERS.indexOf(known.modelTier())).orElse(TIERS.size() - 1);
        int wanted = Math.min(TIERS.indexOf(tier), cap);
        Comparator<Candidate> nearest = Comparator.comparingInt(candidate -> {
            int distance = TIERS.indexOf(candidate.card().tier()) - wanted;
            return distance >= 0 ? distance : TIERS.size() - distance;
        });
        return candidates.stream()
                .filter(candidate -> candidate.against().isEmpty())
                .filter(candidate -> TIERS.indexOf(candidate.card().tier()) <= cap)
                .min(nearest);
    }

    private Candidate candidate(
            ModelCard card,
            RouteRequest request,
            boolean stays,
            Optional<TierProfile> profile,
            Predicate<Scope> busy,
            Instant at) {
        Scope scope = new Scope(ScopeKind.MODEL, request.scope().tenant(), card.id());
        long cached = stays ? request.cachedTokens() : 0;
        double usd = usd(card.id(), request, cached, at);
        double warm = request.currentModel().isEmpty() || request.cachedTokens() == 0
                ? Double.NaN
                : usd(request.currentModel(), request, request.cachedTokens(), at);
        long window = Math.min(
                card.contextTokens(), profile.map(TierProfile::contextTokens).orElse(Long.MAX_VALUE));
        String workspace = request.workspace().isEmpty() ? null : request.workspace();
        Scope pool = Placement.pool(
                request.scope().tenant(), new Attribution(null, null, null, null, workspace), card.family());
        RouteCandidate fact = new RouteCandidate(
                scope,
                at,
                policy.thresholds().limits(scope, at, rule -> false),
                card.id(),
                card.tier(),
                (double) (request.contextTokens() + request.maxOutputTokens()) / window,
                (double) request.maxOutputTokens() / card.maxOutputTokens(),
                book.refused(card, request.parameters()),
                usd,
                usd / request.budgetUsd(),
                stays || Double.isNaN(warm) ? 0 : Math.max(0, usd - warm),
                stays ? 1 : usd / warm,
                busy.test(pool));
        List<Objection> against = evaluator.detect(fact).stream()
                .filter(book.against()::containsKey)
                .map(rule -> new Objection(rule, book.against().getOrDefault(rule, "")))
                .toList();
        double quality = book.quality(card.tier(), request.complexity());
        double value = Double.isNaN(request.valueUsd()) ? book.defaultValueUsd() : request.valueUsd();
        return new Candidate(card, fact, against, quality, value * quality / usd);
    }

    /** The candidates by the ids of the book, however the request spells them. */
    private Set<String> named(RouteRequest request, Instant at) {
        return request.models().stream()
                .flatMap(model -> policy.prices().card(model, at).stream())
                .map(ModelCard::id)
                .collect(Collectors.toSet());
    }

    private String current(RouteRequest request, Instant at) {
        return policy.prices()
                .card(request.currentModel(), at)
                .map(ModelCard::id)
                .orElse("");
    }

    /** What the request costs at most: what is cached is read, the rest of the input is written or read anew. */
    private double usd(String model, RouteRequest request, long cached, Instant at) {
        PriceBook prices = policy.prices();
        long fresh = request.contextTokens() - cached;
        // A conversation that was cached will be cached again, so a cold start writes what the old model had.
        long written = cached == 0 ? Math.min(request.cachedTokens(), fresh) : 0;
        TokenUsage tokens = new TokenUsage(fresh - written, cached, written, 0, request.maxOutputTokens());
        return prices.price(model, tokens, Handling.DEFAULT, at).nanoUsd() / NANO;
    }

    @Override
    public synchronized void close() {
        evaluator.close();
    }
}
