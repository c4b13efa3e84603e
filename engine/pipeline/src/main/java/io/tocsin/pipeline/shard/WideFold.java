// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.Contributor;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.RateLimit;
import io.tocsin.pipeline.log.Rollup;
import io.tocsin.pipeline.log.RollupCodec;
import io.tocsin.pipeline.pricing.ModelCard;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The part of a shard's fold that lives by its own key: teams, features, tenants, tiers, pools and sources, fed by
 * rollups. Not thread-safe.
 */
final class WideFold {
    private final Map<Scope, WideState> wide = new TreeMap<>();
    private final Map<Scope, TierState> tiers = new TreeMap<>();
    private final Map<Scope, PoolState> pools = new TreeMap<>();
    private final Map<Scope, SourceState> sources = new TreeMap<>();
    private final Set<Scope> active = new LinkedHashSet<>();
    private final Policy policy;
    private final Judge judge;
    private final UsageReports usage;
    private final Output output;

    WideFold(Policy policy, Judge judge, UsageReports usage, Output output) {
        this.policy = policy;
        this.judge = judge;
        this.usage = usage;
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
        } else if (!RejectionFold.folds(scope.kind())) {
            wide(scope).add(rollup, at);
        }
        active.add(scope);
    }

    /** Who consumes a pool, largest first. */
    List<Contributor> consumers(Scope scope, Instant at) {
        PoolState pool = pools.get(scope);
        return pool == null ? List.of() : pool.consumers(at);
    }

    void rateLimit(RateLimit reading, Instant at) {
        Scope scope = Placement.pool(reading.tenant(), reading.who(), reading.family());
        pools.computeIfAbsent(scope, PoolState::new).add(reading, at);
        active.add(scope);
    }

    /** A source says how often it reports. */
    void reports(String tenant, String source, double everySeconds, Instant at) {
        Scope scope = new Scope(ScopeKind.SOURCE, tenant, source);
        sources.computeIfAbsent(scope, SourceState::new).reportsEvery(everySeconds, at);
    }

    /** The engine itself was away: nobody is to blame for that silence. */
    void away(long millis, Instant at) {
        sources.values().forEach(source -> source.excuse(millis, at));
    }

    void watch(Scope scope, Instant until) {
        wide(scope).spend.watchedUntil = until;
        active.add(scope);
    }

    /** The money and calls of a team, feature or tenant. */
    WideState wide(Scope scope) {
        return wide.computeIfAbsent(scope, key -> new WideState(key, policy.budgetsOf(key)));
    }

    /** Judges every scope that was touched, is watched or about which something is held; and silence, always. */
    void tick(Instant at) {
        for (Scope scope : active.isEmpty() ? active : new TreeSet<>(active)) {
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
        pool.load(at).ifPresent(usage::gather);
        return pool.holds.isEmpty();
    }

    private boolean judged(WideState state, Instant at) {
        Scope scope = state.spend.scope;
        judge.judge(scope, at, state.holds, limits -> state.spendFact(at, limits));
        usage.gather(state.spend.budgets);
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

    /** Whether a tick can change anything here: something was touched or is held, or a source may fall silent. */
    boolean busy() {
        return !active.isEmpty() || !sources.isEmpty();
    }

    int size() {
        return wide.size() + tiers.size() + pools.size() + sources.size();
    }

    void write(DataOutput out) throws IOException {
        write(out, wide, (state, to) -> state.write(to));
        write(out, tiers, (state, to) -> state.write(to));
        write(out, pools, (state, to) -> state.write(to));
        write(out, sources, (state, to) -> state.write(to));
    }

    /** Reads everything back; what is held or watched must be judged again. */
    void read(DataInput in) throws IOException {
        read(in, wide, (scope, from) -> WideState.read(from, scope, policy.budgetsOf(scope)));
        read(in, tiers, (scope, from) -> TierState.read(from, scope));
        read(in, pools, (scope, from) -> PoolState.read(from, scope));
        read(in, sources, (scope, from) -> SourceState.read(from, scope));
        wide.forEach((scope, state) -> resume(scope, !state.holds.isEmpty() || state.spend.watchedUntil != null));
        tiers.forEach((scope, state) -> resume(scope, !state.holds.isEmpty()));
        pools.forEach((scope, state) -> resume(scope, !state.holds.isEmpty()));
    }

    /** What sources usually do at a time of the week: a part of its own, because it came later than the rest. */
    ShardCheckpoint.Part pauses() {
        return new ShardCheckpoint.Part() {
            @Override
            public void write(DataOutput out) throws IOException {
                WideFold.write(out, sources, (state, to) -> state.pauses.write(to));
            }

            @Override
            public void read(DataInput in) throws IOException {
                for (int left = in.readInt(); left > 0; left--) {
                    Scope scope = RollupCodec.scope(in);
                    sources.computeIfAbsent(scope, SourceState::new).pauses.read(in);
                }
            }
        };
    }

    private void resume(Scope scope, boolean busy) {
        if (busy) {
            active.add(scope);
        }
    }

    private interface StateWriter<T> {
        void write(T state, DataOutput out) throws IOException;
    }

    private interface StateReader<T> {
        T read(Scope scope, DataInput in) throws IOException;
    }

    private static <T> void write(DataOutput out, Map<Scope, T> states, StateWriter<T> writer) throws IOException {
        out.writeInt(states.size());
        for (Map.Entry<Scope, T> entry : states.entrySet()) {
            RollupCodec.scope(out, entry.getKey());
            writer.write(entry.getValue(), out);
        }
    }

    private static <T> void read(DataInput in, Map<Scope, T> states, StateReader<T> reader) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            Scope scope = RollupCodec.scope(in);
            states.put(scope, reader.read(scope, in));
        }
    }
}
