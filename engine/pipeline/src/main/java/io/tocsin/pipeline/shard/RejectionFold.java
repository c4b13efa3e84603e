// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.Contributor;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.log.Rollup;
import io.tocsin.pipeline.log.RollupCodec;
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
import java.util.function.BiFunction;

/**
 * How providers answer the calls of one shard's pools, models and providers. Judged only where calls are turned away; the
 * two accounts of a model's cost once a minute. Not thread-safe.
 */
final class RejectionFold implements ShardCheckpoint.Part {
    private final Map<Scope, RejectionState> states = new TreeMap<>();
    private final Set<Scope> active = new LinkedHashSet<>();
    private final BiFunction<Scope, Instant, List<Contributor>> consumers;
    private final Judge judge;

    /**
     * Nothing known yet.
     *
     * @param consumers finds who consumes a pool
     */
    RejectionFold(BiFunction<Scope, Instant, List<Contributor>> consumers, Judge judge) {
        this.consumers = consumers;
        this.judge = judge;
    }

    /** Whether sums of this kind of scope are folded here. */
    static boolean folds(ScopeKind kind) {
        return kind == ScopeKind.POOL || kind == ScopeKind.MODEL || kind == ScopeKind.PROVIDER;
    }

    void rollup(Rollup rollup, Instant at) {
        if (folds(rollup.scope().kind()) && !rollup.further().isEmpty()) {
            states.computeIfAbsent(rollup.scope(), RejectionState::new).add(rollup, at);
            active.add(rollup.scope());
        }
    }

    void tick(Instant at) {
        for (Scope scope : active.isEmpty() ? active : new TreeSet<>(active)) {
            RejectionState state = states.get(scope);
            if (state == null || judged(state, at)) {
                active.remove(scope);
            }
        }
    }

    /** Judges one scope; answers whether it can be left alone until it is touched again. */
    private boolean judged(RejectionState state, Instant at) {
        boolean rejects = state.rejects(at);
        if (rejects || !state.holds.isEmpty()) {
            List<Contributor> whose = new Contributors(() -> consumers.apply(state.scope, at));
            judge.judge(state.scope, at, state.holds, limits -> state.rejectionFact(at, limits, whose));
        }
        long minute = SpendWindow.minute(at);
        if (minute != state.judgedMinute) {
            state.judgedMinute = minute;
            state.touched = false;
            if (state.accounts(at)) {
                judge.judge(state.scope, at, state.holds, limits -> state.driftFact(at, limits));
            }
        }
        return !rejects && !state.touched && state.holds.isEmpty();
    }

    /** Whether a tick can change anything. */
    boolean busy() {
        return !active.isEmpty();
    }

    /** Forgets those that were silent for days; answers whether there were any. */
    boolean forget(Instant at) {
        return states.values().removeIf(state -> state.over(at));
    }

    int models() {
        return (int) states.keySet().stream()
                .filter(scope -> scope.kind() != ScopeKind.POOL)
                .count();
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeInt(states.size());
        for (Map.Entry<Scope, RejectionState> state : states.entrySet()) {
            RollupCodec.scope(out, state.getKey());
            state.getValue().write(out);
            out.writeBoolean(active.contains(state.getKey()));
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            Scope scope = RollupCodec.scope(in);
            states.put(scope, RejectionState.read(in, scope));
            if (in.readBoolean()) {
                active.add(scope);
            }
        }
    }
}
