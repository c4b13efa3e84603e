// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.log.Rollup;
import io.tocsin.pipeline.log.RollupCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * How the features of one shard use models, and what comes of it. Windows of minutes are judged every second in which
 * something happened, windows of days and weeks once a minute. Not thread-safe.
 */
final class ConductFold implements ShardCheckpoint.Part {
    private static final String COMPLAINTS = "quality.complaint-correlation";

    private final Map<Scope, ConductState> states = new TreeMap<>();
    private final Set<Scope> active = new LinkedHashSet<>();
    private final Function<Scope, WideState> money;
    private final Routes routes;
    private final Judge judge;

    /**
     * Nothing known yet.
     *
     * @param money finds what a scope spends
     */
    ConductFold(Function<Scope, WideState> money, Routes routes, Judge judge) {
        this.money = money;
        this.routes = routes;
        this.judge = judge;
    }

    /** Folds what is for features; of teams and tenants what came of their use of models. */
    void rollup(Rollup rollup, Instant at) {
        Scope scope = rollup.scope();
        boolean outcomes = !rollup.outcomes().isEmpty() && !RejectionFold.folds(scope.kind());
        ConductState state = states.get(scope);
        if (state == null && (scope.kind() == ScopeKind.FEATURE || outcomes)) {
            state = new ConductState(money.apply(scope));
            states.put(scope, state);
        }
        if (state != null) {
            state.add(rollup, at);
            active.add(scope);
        }
    }

    void tick(Instant at) {
        for (Scope scope : active.isEmpty() ? active : new TreeSet<>(active)) {
            ConductState state = states.get(scope);
            if (state == null || judged(state, at)) {
                active.remove(scope);
            }
        }
    }

    /** Judges one scope; answers whether it can be left alone until it is touched again. */
    private boolean judged(ConductState state, Instant at) {
        boolean feature = state.scope().kind() == ScopeKind.FEATURE;
        if (feature) {
            judge(state, at, limits -> state.contextFact(at, limits));
            if (state.complained(at) > 0 || !state.holds.isEmpty()) {
                judge(state, at, limits -> state.complaintFact(at, limits, COMPLAINTS));
            }
        }
        long minute = SpendWindow.minute(at);
        if (minute != state.judgedMinute) {
            state.judgedMinute = minute;
            state.touched = false;
            if (feature) {
                judge(state, at, limits -> state.lengthFact(at, limits));
                judge(state, at, limits -> state.routingFact(at, limits, better(state, at)));
            }
            state.outcomes.forEach(
                    (kind, outcome) -> judge(state, at, limits -> outcome.fact(kind, state.money.spend, at, limits)));
        }
        return !state.touched && state.holds.isEmpty();
    }

    private String better(ConductState state, Instant at) {
        Scope scope = state.scope();
        return routes.better(scope.tenant(), scope.id(), state.money.topModelName(at), at);
    }

    private void judge(ConductState state, Instant at, Function<Limits, Fact> factOf) {
        judge.judge(state.scope(), at, state.holds, factOf);
    }

    /** Whether a tick can change anything. */
    boolean busy() {
        return !active.isEmpty();
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeInt(states.size());
        for (Map.Entry<Scope, ConductState> state : states.entrySet()) {
            RollupCodec.scope(out, state.getKey());
            state.getValue().write(out);
            out.writeBoolean(active.contains(state.getKey()));
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            Scope scope = RollupCodec.scope(in);
            ConductState state = ConductState.read(in, money.apply(scope));
            states.put(scope, state);
            if (in.readBoolean()) {
                active.add(scope);
            }
        }
    }
}
