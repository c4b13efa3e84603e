// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.pipeline.pricing.ModelCard;
import io.tocsin.pipeline.window.Counters;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The way of calls that go to the same sums: one tenant, team, feature, workspace and model. Sums of a second are kept
 * here once and spread over the wide scopes when they are sent, so that a call costs a few additions. Not thread-safe.
 */
final class CallPath {
    private static final int BUCKETS = 3;
    private static final long TEN_K = 10_000;
    private static final long HUNDRED_K = 100_000;
    private static final long SECONDS_PER_DAY = 86_400;

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
                    CallPath.day(call));
        }
    }

    final Key key;
    final Optional<ModelCard> card;
    final Scope tenant;
    final @Nullable Scope team;
    final @Nullable Scope feature;
    final @Nullable Scope pool;
    final TreeMap<Long, long[]> minutes = new TreeMap<>();
    boolean touched;
    private final Scope[] tiers;
    private final PartialSums.@Nullable Partial[] tierSums = new PartialSums.Partial[BUCKETS];
    private long tierGeneration = -1;
    private long lastMinute = Long.MIN_VALUE;
    private long[] lastRow = {};

    CallPath(Key key, Optional<ModelCard> card, ScopeNames names) {
        this.key = key;
        this.card = card;
        this.tenant = names.tenant(key.tenant);
        this.team = key.team == null ? null : names.team(key.tenant, key.team);
        this.feature = key.feature == null ? null : names.feature(key.tenant, key.feature);
        this.pool = card.map(known -> names.pool(key.tenant, key.workspace, known.family()))
                .orElse(null);
        this.tiers = card.map(known -> names.tiers(key.tenant, known.tier())).orElse(new Scope[0]);
    }

    /** Whether a call goes this way. */
    boolean matches(LlmCall call) {
        return key.model.equals(call.model())
                && Objects.equals(key.feature, call.who().feature())
                && Objects.equals(key.team, call.who().team())
                && Objects.equals(key.workspace, call.who().workspace())
                && key.tenant.equals(call.tenant())
                && key.provider.equals(call.provider())
                && key.day == day(call);
    }

    private static long day(LlmCall call) {
        return Math.floorDiv(call.at().getEpochSecond(), SECONDS_PER_DAY);
    }

    /** Adds one call to the sums of its minute. */
    void add(long minute, LlmCall call) {
        if (minute != lastMinute || !touched) {
            lastRow = minutes.computeIfAbsent(minute, unused -> new long[Counters.WIDE]);
            lastMinute = minute;
        }
        Counters.add(lastRow, call);
    }

    /** Adds the latency of a call that succeeded, if it was told and the model is known. */
    void latency(LlmCall call, PartialSums sums) {
        double seconds = call.result().latencySeconds();
        if (seconds < 0 || tiers.length == 0 || call.result().failed()) {
            return;
        }
        if (tierGeneration != sums.generation()) {
            Arrays.fill(tierSums, null);
            tierGeneration = sums.generation();
        }
        long context = call.tokens().contextTokens();
        int bucket = context < TEN_K ? 0 : context <= HUNDRED_K ? 1 : 2;
        PartialSums.Partial sum = tierSums[bucket];
        if (sum == null) {
            sum = sums.of(tiers[bucket]);
            tierSums[bucket] = sum;
        }
        sum.latency(seconds);
        sum.calls(key.provider);
    }

    /** Forgets the sums, which have been sent. */
    void sent() {
        minutes.clear();
        touched = false;
    }
}
