// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tocsin.model.fact.ProviderState;
import io.tocsin.model.signal.Change;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.log.Json;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.shard.Placement;
import io.tocsin.pipeline.shard.Shard;
import io.tocsin.pipeline.shard.ShardCheckpoint;
import io.tocsin.pipeline.store.Commit.Piece;
import io.tocsin.pipeline.tenant.FlagBoard;
import io.tocsin.pipeline.tenant.TenantFold;
import io.tocsin.pipeline.tenant.TenantOutput;
import io.tocsin.pipeline.tenant.TenantParts;
import io.tocsin.pipeline.tenant.TenantState;
import io.tocsin.rulebase.Evaluator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** The shards that one thread folds, and the tenants that live in them. Not thread-safe. */
final class Slice implements AutoCloseable {
    private static final String TENANT = "tenant/";

    private final TreeMap<Integer, Shard> shards = new TreeMap<>();
    private final TreeMap<String, TenantFold> tenants = new TreeMap<>();
    private final TenantParts parts;
    private final TenantOutput output;
    private final Evaluator evaluator;
    private final Fold fold = new Fold();
    private Instant now = Instant.EPOCH;

    Slice(Collection<Integer> indexes, NodeParts node, FlagBoard flags, TenantOutput output) {
        this.output = output;
        this.evaluator = node.rulebase().evaluator();
        this.parts = new TenantParts(
                node.rulebase(), node.policy().thresholds(), node.routing(), node.pages(), node.runbooks(), flags);
        Shard.Neighbours neighbours = new Tenants();
        for (int index : indexes) {
            shards.put(index, new Shard(index, node.policy(), evaluator, output::emit, neighbours));
        }
    }

    /** Folds one entry, as far as it concerns this slice. */
    void apply(LogEntry entry, Instant at) {
        now = at;
        entry.match(fold);
    }

    private boolean mine(String tenant) {
        return shards.containsKey(Placement.ofTenant(tenant));
    }

    private TenantFold tenant(String tenant) {
        return tenants.computeIfAbsent(tenant, name -> new TenantFold(name, parts, output));
    }

    Collection<TenantFold> tenants() {
        return tenants.values();
    }

    Collection<Shard> shards() {
        return shards.values();
    }

    /** The pieces of state that changed since the last call. To be asked right after a tick. */
    List<Piece> checkpoint() {
        List<Piece> pieces = new ArrayList<>();
        shards.values().forEach(shard -> pieces.addAll(ShardCheckpoint.changed(shard)));
        tenants.forEach((name, fold) ->
                fold.changed().ifPresent(state -> pieces.add(new Piece(TENANT + name, bytes(state)))));
        return pieces;
    }

    /** Puts a piece back, if it belongs to this slice. */
    void restore(Piece piece) {
        String key = piece.key();
        if (key.startsWith(TENANT)) {
            String name = key.substring(TENANT.length());
            if (mine(name)) {
                tenant(name).restore(state(piece.state()));
            }
            return;
        }
        int slash = key.indexOf('/');
        Shard shard = shards.get(Integer.parseInt(key.substring(0, slash)));
        if (shard != null) {
            ShardCheckpoint.restore(shard, key.substring(slash + 1), piece.state());
        }
    }

    /** Every piece is back. */
    void restored() {
        shards.values().forEach(ShardCheckpoint::restored);
    }

    private static byte[] bytes(TenantState state) {
        try {
            return Json.MAPPER.writeValueAsBytes(state);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TenantState state(byte[] bytes) {
        try {
            return Json.MAPPER.readValue(new String(bytes, StandardCharsets.UTF_8), TenantState.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        evaluator.close();
        tenants.values().forEach(TenantFold::close);
    }

    private final class Tenants implements Shard.Neighbours {
        @Override
        public void changed(Change change) {
            tenant(change.tenant()).changed(change);
        }

        @Override
        public void provider(ProviderState state) {
            tenant(state.scope().tenant()).provider(state);
        }
    }

    private final class Fold implements LogEntry.Cases<Boolean> {
        @Override
        public Boolean signals(LogEntry.Signals signals) {
            for (Signal signal : signals.signals()) {
                Shard shard = shards.get(Placement.of(signal));
                if (shard != null) {
                    shard.signal(signal, now);
                }
            }
            return true;
        }

        @Override
        public Boolean tick(LogEntry.Tick tick) {
            shards.values().forEach(shard -> shard.tick(now));
            tenants.values().forEach(tenant -> tenant.tick(now));
            return true;
        }

        @Override
        public Boolean rollups(LogEntry.Rollups rollups) {
            BitSet concerned = new BitSet(Placement.SHARDS);
            rollups.rollups().forEach(rollup -> concerned.set(Placement.of(rollup.scope())));
            for (Shard shard : shards.values()) {
                if (concerned.get(shard.index())) {
                    shard.rollups(rollups, now);
                }
            }
            return true;
        }

        @Override
        public Boolean stated(LogEntry.Stated stated) {
            String tenant = stated.statement().alert().scope().tenant();
            if (mine(tenant)) {
                tenant(tenant).stated(stated, now);
            }
            return true;
        }

        @Override
        public Boolean watching(LogEntry.Watching watching) {
            Shard shard = shards.get(Placement.of(watching.scope()));
            if (shard != null) {
                shard.watch(watching.scope(), watching.until());
            }
            return true;
        }

        @Override
        public Boolean observed(LogEntry.Observed observed) {
            if (mine(observed.scope().tenant())) {
                tenant(observed.scope().tenant()).observed(observed, now);
            }
            return true;
        }

        @Override
        public Boolean ordered(LogEntry.Ordered ordered) {
            if (mine(ordered.tenant())) {
                tenant(ordered.tenant()).ordered(ordered, now);
            }
            return true;
        }

        @Override
        public Boolean settled(LogEntry.Settled settled) {
            if (mine(settled.tenant())) {
                tenant(settled.tenant()).settled(settled, now);
            }
            return true;
        }

        @Override
        public Boolean deadLettered(LogEntry.DeadLettered deadLettered) {
            Shard first = shards.get(0);
            if (first != null) {
                first.deadLetter();
            }
            return true;
        }
    }
}
