// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.pipeline.pricing.ModelCard;
import io.tocsin.pipeline.window.Counters;
import io.tocsin.pipeline.window.Rejections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way of calls that go to the same sums: one tenant, team, feature, workspace and model. It knows its sums, so that a
 * call costs a few additions and no look-up. Not thread-safe.
 */
final class CallPath {
    private static final long TEN_K = 10_000;
    private static final long HUNDRED_K = 100_000;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final PartialSums.Partial NOT_MET = new PartialSums.Partial(0);

    /**
     * What makes two paths equal.
     *
     * @param day days since 1970: prices and models are true for days
     */
    record Key(
            String tenant,
            @Nullable String team,
            @Nullable String feature,
            @Nullable String workspace,
            String provider,
            String model,
            long day) {
        static Key of(LlmCall call) {
            return new Key(
                    call.tenant(),
                    call.who().team(),
                    call.who().feature(),
                    call.who().workspace(),
                    call.provider(),
                    call.model(),
                    Math.floorDiv(call.at().getEpochSecond(), SECONDS_PER_DAY));
        }
    }

    final Optional<ModelCard> card;
    final Scope tenant;
    final @Nullable Scope team;
    final @Nullable Scope feature;
    private final Key key;
    private final Scope pool;
    private final Scope model;
    private final Scope provider;
    private final String featureLabel;
    private final String teamLabel;
    private final Scope[] tiers;
    private long generation = -1;
    private PartialSums.Partial tenantSum = NOT_MET;
    private PartialSums.@Nullable Partial teamSum;
    private PartialSums.@Nullable Partial featureSum;
    private PartialSums.Partial poolSum = NOT_MET;
    private PartialSums.Partial modelSum = NOT_MET;

    /**
     * The way of calls.
     *
     * @param family the family whose rate limits bind them
     */
    CallPath(Key key, Optional<ModelCard> card, String family, ScopeNames names) {
        this.key = key;
        this.card = card;
        this.tenant = names.tenant(key.tenant);
        this.team = key.team == null ? null : names.team(key.tenant, key.team);
        this.feature = key.feature == null ? null : names.feature(key.tenant, key.feature);
        this.teamLabel = team == null ? "" : team.label();
        this.featureLabel = feature == null ? "" : feature.label();
        this.pool = names.pool(key.tenant, key.workspace, family);
        this.model = names.of(ScopeKind.MODEL, key.tenant, Routes.name(key.provider, key.model, card));
        this.provider = names.of(ScopeKind.PROVIDER, key.tenant, key.provider);
        this.tiers = card.map(known -> names.tiers(key.tenant, known.tier())).orElse(new Scope[0]);
    }

    /**
     * Adds one call to every sum it belongs to.
     *
     * @param row what it counts
     * @param conduct what it counts further
     * @param user label of its user, empty when it has none
     */
    void add(LlmCall call, long[] row, CallConduct conduct, String user, PartialSums sums) {
        meet(sums);
        long minute = SpendWindow.minute(call.at());
        String spender = feature == null ? user : featureLabel;
        add(tenantSum, minute, row, spender);
        if (teamSum != null) {
            add(teamSum, minute, row, spender);
        }
        if (featureSum != null) {
            add(featureSum, minute, row, user);
            featureSum.further(minute, conduct.feature);
            if (row[Counters.ERRORS] + row[Counters.REFUSALS] == 0
                    && call.tokens().outputTokens() > 0) {
                featureSum.answer(call.tokens().outputTokens());
            }
        }
        if (!spender.isEmpty()) {
            poolSum.spender(spender, row[Counters.TOKENS]);
        }
        if (team != null) {
            poolSum.model(teamLabel, row[Counters.TOKENS]);
        }
        answered(call, minute, conduct.model, spender, sums);
        latency(call, sums);
    }

    /** Counts whether the call was turned away, where the cause of that acts. */
    private void answered(LlmCall call, long minute, long[] counts, String spender, PartialSums sums) {
        RejectionCause cause = RejectionCause.of(call.result());
        rejected(poolSum, minute, counts, cause == RejectionCause.QUOTA, "");
        rejected(modelSum, minute, counts, cause == RejectionCause.CAPACITY, spender);
        if (cause == RejectionCause.BILLING) {
            rejected(sums.of(provider), minute, counts, true, spender);
        }
    }

    private void rejected(PartialSums.Partial sum, long minute, long[] counts, boolean rejected, String spender) {
        counts[Rejections.REJECTED] = rejected ? 1 : 0;
        sum.further(minute, counts);
        if (rejected) {
            sum.rejectedBy(key.provider);
        }
        if (rejected && !spender.isEmpty()) {
            sum.spender(spender, 1);
        }
    }

    private void add(PartialSums.Partial sum, long minute, long[] row, String spender) {
        sum.count(minute, row);
        sum.model(key.model, row[Counters.NANO_USD]);
        if (!spender.isEmpty()) {
            sum.spender(spender, row[Counters.NANO_USD]);
        }
    }

    /** Finds the sums that are gathered now. */
    private void meet(PartialSums sums) {
        if (generation != sums.generation()) {
            generation = sums.generation();
            tenantSum = sums.of(tenant);
            teamSum = team == null ? null : sums.of(team);
            featureSum = feature == null ? null : sums.of(feature);
            poolSum = sums.of(pool);
            modelSum = sums.of(model);
        }
    }

    /** Adds the latency of a call that succeeded, if it was told and the model is known. */
    private void latency(LlmCall call, PartialSums sums) {
        double seconds = call.result().latencySeconds();
        if (seconds < 0 || tiers.length == 0 || call.result().failed()) {
            return;
        }
        long context = call.tokens().contextTokens();
        int bucket = context < TEN_K ? 0 : context <= HUNDRED_K ? 1 : 2;
        sums.of(tiers[bucket]).latency(seconds, key.provider);
    }
}
