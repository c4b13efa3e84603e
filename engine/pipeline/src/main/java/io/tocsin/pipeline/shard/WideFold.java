// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.RateLimit;
import io.tocsin.pipeline.log.Rollup;
import io.tocsin.pipeline.pricing.ModelCard;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The part of a shard's fold that lives by its own key: teams, features, tenants, tiers, pools and sources, fed by
 * rollups. Not thread-safe.
 */
final class WideFold {
    final Map<Scope, WideState> wide = new TreeMap<>();
    final Map<Scope, TierState> tiers = new TreeMap<>();
    final Map<Scope, PoolState> pools = new TreeMap<>();
    final Map<Scope, SourceState> sources = new TreeMap<>();
    final Set<Scope> dirty = new LinkedHashSet<>();
    private final Set<Scope> active = new LinkedHashSet<>();
    private final Policy policy;
    private final Judge judge;
    private final Output output;

    WideFold(Policy policy, Judge judge, Output output) {
        this.policy = policy;
        this.judge = judge;
        this.output = output;
    }

    void rollup(Rollup rollup, Instant at) {
        Scope scope = rollup.scope();
        if (scope.kind() == ScopeKind.TIER) {
            tiers.computeIfAbsent(scope, TierState::new).add(rollup, at);
        } else if (scope.kind() == ScopeKind.POOL) {
            pools.computeIfAbsent(scope, PoolState::new).add(rollup, at);
        } else if (scope.kind() == ScopeKind.SOURCE) {
            sources.computeIfAbsent(scope, SourceState::new).heard(at);
        } else {
            wide(scope).add(rollup, at);
        }
        touch(scope);
    }

    void rateLimit(RateLimit reading, Instant at) {
        Scope scope = Placement.pool(reading.tenant(), reading.who(), reading.family());
        pools.computeIfAbsent(scope, PoolState::new).add(reading, at);
        touch(scope);
    }

    /** The engine itself was away: nobody is to blame for that silence. */
    void away(long millis) {
        sources.values().forEach(source -> source.excuse(millis));
    }

    void watch(Scope scope, Instant until) {
        wide(scope).spend.watchedUntil = until;
        touch(scope);
    }

    private WideState wide(Scope scope) {
        return wide.computeIfAbsent(scope, key -> new WideState(key, policy.budgetsOf(key)));
    }

    private void touch(Scope scope) {
        active.add(scope);
        dirty.add(scope);
    }

    /** Judges every scope that was touched, is watched or about which something is held; and silence, always. */
    void tick(Instant at) {
        for (Scope scope : active.isEmpty() ? active : new TreeSet<>(active)) {
            dirty.add(scope);
            if (judged(scope, at)) {
                active.remove(scope);
            }
        }
        for (SourceState source : sources.values()) {
            judge.judge(source.scope, at, source.holds, limits -> source.fact(at, limits));
        }
    }

    /** Judges one scope; answers whether it can be left alone until it is touched again. */
    private boolean judged(Scope scope, Instant at) {
        TierState tier = tiers.get(scope);
        if (tier != null) {
            return judged(tier, at);
        }
        PoolState pool = pools.get(scope);
        if (pool != null) {
            return judged(pool, at);
        }
        WideState state = wide.get(scope);
        return state == null || judged(state, at);
    }

    private boolean judged(TierState tier, Instant at) {
        judge.judge(tier.scope, at, tier.holds, limits -> tier.fact(at, limits));
        return tier.holds.isEmpty();
    }

    private boolean judged(PoolState pool, Instant at) {
        judge.judge(pool.scope, at, pool.holds, limits -> pool.fact(at, limits));
        return pool.holds.isEmpty();
    }

    private boolean judged(WideState state, Instant at) {
        Scope scope = state.spend.scope;
        judge.judge(scope, at, state.holds, limits -> state.spendFact(at, limits));
        for (BudgetMeter meter : state.spend.budgets) {
            judge.judge(
                    scope,
                    at,
                    state.holds,
                    limits -> meter.fact(scope, at, limits, state.spend.usdPerHourNow(at), state.contributors(at)));
        }
        if (scope.kind() == ScopeKind.FEATURE) {
            judge.judge(scope, at, state.holds, limits -> state.qualityFact(at, limits));
            judge.judge(scope, at, state.holds, limits -> state.trafficFact(at, limits, provider(state, at)));
        }
        return !state.spend.observed(at, output) && state.holds.isEmpty();
    }

    /** Whose model most of the money goes to. */
    private String provider(WideState state, Instant at) {
        return policy.prices()
                .card(state.topModelName(at), at)
                .map(ModelCard::provider)
                .orElse("");
    }

    /** After a restart: what is held or watched must be judged again. */
    void resume() {
        wide.forEach((scope, state) -> {
            if (!state.holds.isEmpty() || state.spend.watchedUntil != null) {
                active.add(scope);
            }
        });
        tiers.forEach((scope, state) -> {
            if (!state.holds.isEmpty()) {
                active.add(scope);
            }
        });
        pools.forEach((scope, state) -> {
            if (!state.holds.isEmpty()) {
                active.add(scope);
            }
        });
    }
}
