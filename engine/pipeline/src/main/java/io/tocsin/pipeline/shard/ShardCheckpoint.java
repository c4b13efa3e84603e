// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.store.Commit.Piece;
import io.tocsin.pipeline.window.RecentIds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a shard's state is written down and read back: one piece for what is small, one for each scope that changed. Taken
 * right after a tick, when partial sums are empty and nothing waits to be judged.
 */
public final class ShardCheckpoint {
    private static final byte[] GONE = {};
    private static final int KEY_PARTS = 4;

    private ShardCheckpoint() {}

    /** The pieces that changed since the last call. */
    public static List<Piece> changed(Shard shard) {
        List<Piece> pieces = new ArrayList<>();
        if (shard.dirty) {
            pieces.add(new Piece(shard.index + "//", Written.bytes(out -> writeSmall(shard, out))));
            pieces.add(new Piece(shard.index + "//ids", Written.bytes(shard.ids::write)));
            shard.dirty = false;
        }
        for (Scope scope : shard.narrow.dirtyUsers) {
            UserState user = shard.narrow.user(scope);
            pieces.add(piece(shard, scope, user == null ? GONE : Written.bytes(user::write)));
        }
        shard.narrow.dirtyUsers.clear();
        for (Scope scope : shard.narrow.dirtySessions) {
            SessionState session = shard.narrow.session(scope);
            pieces.add(piece(shard, scope, session == null ? GONE : Written.bytes(session::write)));
        }
        shard.narrow.dirtySessions.clear();
        for (Scope scope : shard.wide.dirty) {
            pieces.add(piece(shard, scope, wide(shard, scope)));
        }
        shard.wide.dirty.clear();
        return pieces;
    }

    private static void writeSmall(Shard shard, DataOutput out) throws IOException {
        shard.outcomes.write(out);
        shard.judge.write(out);
        shard.partials.write(out);
        shard.tools.write(out);
        for (long seen : shard.seenRollups) {
            out.writeLong(seen);
        }
        out.writeLong(shard.lastTickMillis);
    }

    private static Piece piece(Shard shard, Scope scope, byte[] state) {
        return new Piece(shard.index + "/" + scope.key(), state);
    }

    private static byte[] wide(Shard shard, Scope scope) {
        TierState tier = shard.wide.tiers.get(scope);
        if (tier != null) {
            return Written.bytes(tier::write);
        }
        PoolState pool = shard.wide.pools.get(scope);
        if (pool != null) {
            return Written.bytes(pool::write);
        }
        SourceState source = shard.wide.sources.get(scope);
        if (source != null) {
            return Written.bytes(source::write);
        }
        WideState state = shard.wide.wide.get(scope);
        return state == null ? GONE : Written.bytes(state::write);
    }

    /** Puts one piece back; the key is without the shard's index. */
    public static void restore(Shard shard, String key, byte[] state) {
        if (key.equals("/")) {
            Written.read(state, in -> readSmall(shard, in));
        } else if (key.equals("/ids")) {
            shard.ids = Written.read(state, in -> RecentIds.read(in, Shard.IDS_PER_GENERATION));
        } else {
            Written.read(state, in -> scope(shard, scopeOf(key), in));
        }
    }

    /** Tells a shard that everything is back. */
    public static void restored(Shard shard) {
        shard.wide.resume();
    }

    private static boolean readSmall(Shard shard, DataInput in) throws IOException {
        shard.outcomes.read(in);
        shard.judge.read(in);
        shard.partials.read(in);
        shard.tools.read(in);
        for (int i = 0; i < shard.seenRollups.length; i++) {
            shard.seenRollups[i] = in.readLong();
        }
        shard.lastTickMillis = in.readLong();
        return true;
    }

    private static Scope scopeOf(String key) {
        String[] parts = key.split("/", KEY_PARTS - 1);
        return new Scope(ScopeKind.valueOf(parts[1].toUpperCase(Locale.ROOT)), parts[0], parts[2]);
    }

    private static boolean scope(Shard shard, Scope scope, DataInput in) throws IOException {
        switch (scope.kind()) {
            case USER -> shard.narrow.restore(UserState.read(in, scope, shard.policy.budgetsOf(scope)));
            case SESSION -> shard.narrow.restore(SessionState.read(in, scope));
            case TIER -> shard.wide.tiers.put(scope, TierState.read(in, scope));
            case POOL -> shard.wide.pools.put(scope, PoolState.read(in, scope));
            case SOURCE -> shard.wide.sources.put(scope, SourceState.read(in, scope));
            default -> shard.wide.wide.put(scope, WideState.read(in, scope, shard.policy.budgetsOf(scope)));
        }
        return true;
    }
}
