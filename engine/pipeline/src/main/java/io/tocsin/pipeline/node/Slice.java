// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tocsin.model.fact.ProviderState;
import io.tocsin.model.signal.Change;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.log.Json;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.shard.Placement;
import io.tocsin.pipeline.shard.Shard;
import io.tocsin.pipeline.shard.ShardCheckpoint;
import io.tocsin.pipeline.store.Commit.Piece;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shards that one thread folds, and the tenants that live in them. Not thread-safe. */
final class Slice implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Slice.class);

    /** Shards take turns with their checkpoints, a few each tick, so that none of them is long in the way. */
    static final int TURNS = 4 * LogEntry.Tick.PARTS;

    /** A shard with so many signals since its last checkpoint uses its turn: they would take long to fold again. */
    private static final int MANY_SIGNALS = 2_048;

    /** A shard with fewer lets so many turns pass: what is written is the whole of it. */
    private static final int TURNS_PASSED = 3;

    /** The turn of every shard. */
    static final int EVERYBODY = -1;

    /** Entries of the log after which a shard says where it stands though nothing happened to it: minutes of ticks. */
    private static final long QUIET_ENTRIES = 256;

    private static final String TENANT = "tenant/";
    private static final String PLACE = "/place";

    private final @Nullable Shard[] shards = new Shard[Placement.SHARDS];
    private final List<Shard> mine = new ArrayList<>();
    private final long[] covered = new long[Placement.SHARDS];
    private final int[] news = new int[Placement.SHARDS];
    private final int[] passed = new int[Placement.SHARDS];
    private final boolean[] spoilt = new boolean[Placement.SHARDS];
    private final TreeMap<String, TenantFold> tenants = new TreeMap<>();
    private final Admissions admissions;
    private final TenantParts parts;
    private final TenantOutput output;
    private final Evaluator evaluator;
    private final Fold fold = new Fold();
    private Instant now = Instant.EPOCH;
    private long seq;
    private String stopReason = "";

    Slice(Collection<Integer> indexes, NodeParts node, Boards boards, TenantOutput output) {
        this.output = output;
        this.evaluator = node.rulebase().evaluator();
        this.admissions = new Admissions(node.policy(), evaluator, boards.flags(), output);
        this.parts = new TenantParts(
                node.rulebase(),
                node.policy().thresholds(),
                node.routing(),
                node.pages(),
                node.runbooks(),
                boards.flags(),
                boards.alerts());
        Shard.Neighbours neighbours = new Tenants();
        for (int index : indexes) {
            Shard shard = new Shard(index, node.policy(), evaluator, output::emit, neighbours);
            shards[index] = shard;
            mine.add(shard);
        }
    }

    /** Folds one entry, as far as it concerns this slice and is not yet part of what was restored. */
    void apply(Stamped entry) {
        now = entry.at();
        seq = entry.seq();
        entry.entry().match(fold);
    }

    /** The shard with this number, if it is folded here and the current entry is news to it. */
    private @Nullable Shard shard(int index) {
        Shard shard = shards[index];
        return shard == null || seq <= covered[index] ? null : shard;
    }

    private boolean isNews(String tenant) {
        return shard(Placement.ofTenant(tenant)) != null;
    }

    private @Nullable TenantFold tenant(String tenant) {
        return isNews(tenant) ? made(tenant) : null;
    }

    private TenantFold made(String tenant) {
        return tenants.computeIfAbsent(tenant, name -> new TenantFold(name, parts, output, stopReason));
    }

    Collection<TenantFold> tenants() {
        return tenants.values();
    }

    /** Reservations that are held. */
    long openReservations() {
        return admissions.open();
    }

    /** Whether a human has stopped automations. */
    boolean stopped() {
        return !stopReason.isEmpty();
    }

    Collection<Shard> shards() {
        return mine;
    }

    /**
     * What changed in the shards whose turn it is, and in the tenants that live with them. To be asked right after a tick.
     *
     * @param turn 0 to {@link #TURNS} - 1, or {@link #EVERYBODY}
     */
    List<Piece> checkpoint(int turn) {
        List<Piece> pieces = new ArrayList<>();
        for (Shard shard : mine) {
            if (turn == EVERYBODY || shard.index() % TURNS == turn && isDue(shard.index())) {
                pieces.addAll(checkpoint(shard));
            }
        }
        return pieces;
    }

    /**
     * What changed in one shard. One that could not be written down once is not written down any more in this life, for its parts
     * no longer know what of them is missing: the log after its last time is kept, and a restart folds it again.
     */
    @SuppressWarnings("IllegalCatch")
    private List<Piece> checkpoint(Shard shard) {
        if (spoilt[shard.index()]) {
            return List.of();
        }
        List<Piece> pieces = new ArrayList<>();
        try {
            checkpoint(shard, pieces);
            return pieces;
        } catch (RuntimeException e) {
            spoilt[shard.index()] = true;
            LOGGER.atError()
                    .addKeyValue("shard", shard.index())
                    .setCause(e)
                    .log("shard could not be written down; its log is kept until the next start");
            return List.of();
        }
    }

    private boolean isDue(int index) {
        boolean passes = news[index] < MANY_SIGNALS && passed[index] < TURNS_PASSED;
        passed[index] = passes ? passed[index] + 1 : 0;
        return !passes;
    }

    private void checkpoint(Shard shard, List<Piece> pieces) {
        int index = shard.index();
        news[index] = 0;
        int before = pieces.size();
        ShardCheckpoint.changed(shard).ifPresent(state -> pieces.add(new Piece(Integer.toString(index), state)));
        tenants.forEach((name, tenant) -> {
            if (Placement.ofTenant(name) == index) {
                tenant.changed().ifPresent(state -> pieces.add(new Piece(TENANT + name, bytes(state))));
            }
        });
        admissions.checkpoint(index, pieces);
        if (pieces.size() > before || seq - covered[index] > QUIET_ENTRIES) {
            pieces.add(new Piece(index + PLACE, Written.bytes(out -> {
                out.writeLong(seq);
                out.writeLong(shard.lastTickMillis());
                out.writeUTF(stopReason);
            })));
            covered[index] = seq;
        }
    }

    /** The log up to here is part of the checkpoints of every shard of this slice. */
    long covered() {
        return mine.stream().mapToLong(shard -> covered[shard.index()]).min().orElse(Long.MAX_VALUE);
    }

    /** Puts a piece back, if it belongs to this slice. */
    void restore(Piece piece) {
        String key = piece.key();
        if (Admissions.owns(piece)) {
            if (shards[Placement.ofTenant(Admissions.tenant(piece))] != null) {
                admissions.restore(piece);
            }
            return;
        }
        if (key.startsWith(TENANT)) {
            String name = key.substring(TENANT.length());
            if (shards[Placement.ofTenant(name)] != null) {
                made(name).restore(state(piece.state()));
            }
            return;
        }
        boolean place = key.endsWith(PLACE);
        int index = Integer.parseInt(place ? key.substring(0, key.length() - PLACE.length()) : key);
        Shard shard = shards[index];
        if (shard != null && place) {
            covered[index] = Written.read(piece.state(), in -> {
                long at = in.readLong();
                shard.lastTick(in.readLong());
                stopped(at, in.readUTF());
                return at;
            });
        } else if (shard != null) {
            ShardCheckpoint.restore(shard, piece.state());
        }
    }

    /** Of what the shards wrote down at different places in the log, the latest is true. */
    private void stopped(long at, String reason) {
        if (at >= seq) {
            seq = at;
            stopReason = reason;
        }
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
            made(change.tenant()).changed(change);
        }

        @Override
        public void provider(ProviderState state) {
            made(state.scope().tenant()).provider(state);
        }
    }

    private final class Fold implements LogEntry.Cases<Boolean> {
        @Override
        public Boolean signals(LogEntry.Signals signals) {
            for (Signal signal : signals.signals()) {
                Shard shard = shard(Placement.of(signal));
                if (shard != null) {
                    news[shard.index()]++;
                    shard.signal(signal, now);
                }
            }
            return true;
        }

        @Override
        public Boolean tick(LogEntry.Tick tick) {
            for (Shard shard : mine) {
                if (tick.concerns(shard.index()) && seq > covered[shard.index()]) {
                    shard.tick(now);
                }
            }
            tenants.forEach((name, tenant) -> {
                if (tick.concerns(Placement.ofTenant(name)) && tenant(name) != null) {
                    tenant.tick(now);
                }
            });
            admissions.tick(now, name -> tick.concerns(Placement.ofTenant(name)) && isNews(name));
            return true;
        }

        @Override
        public Boolean rollups(LogEntry.Rollups rollups) {
            BitSet concerned = new BitSet(Placement.SHARDS);
            rollups.rollups().forEach(rollup -> concerned.set(Placement.of(rollup.scope())));
            for (int index = concerned.nextSetBit(0); index >= 0; index = concerned.nextSetBit(index + 1)) {
                Shard shard = shard(index);
                if (shard != null) {
                    shard.rollups(rollups, now);
                }
            }
            return true;
        }

        @Override
        public Boolean stated(LogEntry.Stated stated) {
            return tell(stated.statement().alert().scope().tenant(), tenant -> tenant.stated(stated, now));
        }

        @Override
        public Boolean watching(LogEntry.Watching watching) {
            Shard shard = shard(Placement.of(watching.scope()));
            if (shard != null) {
                shard.watch(watching.scope(), watching.until());
            }
            return true;
        }

        @Override
        public Boolean observed(LogEntry.Observed observed) {
            return tell(observed.scope().tenant(), tenant -> tenant.observed(observed, now));
        }

        @Override
        public Boolean ordered(LogEntry.Ordered ordered) {
            tell(ordered.tenant(), tenant -> tenant.ordered(ordered, now));
            if (ordered.command() instanceof Command.Everywhere) {
                stopReason = TenantFold.stopReason(ordered.command());
                tenants.keySet().stream()
                        .filter(name -> !name.equals(ordered.tenant()))
                        .toList()
                        .forEach(name -> tell(name, tenant -> tenant.ordered(ordered, now)));
            }
            return true;
        }

        @Override
        public Boolean settled(LogEntry.Settled settled) {
            return tell(settled.tenant(), tenant -> tenant.settled(settled, now));
        }

        @Override
        public Boolean deadLettered(LogEntry.DeadLettered deadLettered) {
            Shard first = shard(0);
            if (first != null) {
                first.deadLetter();
            }
            return true;
        }

        @Override
        public Boolean asked(LogEntry.Asked asked) {
            admissions.asked(asked, now, Slice.this::isNews);
            return true;
        }

        @Override
        public Boolean usageReported(LogEntry.UsageReported usage) {
            admissions.used(usage, now, Slice.this::isNews);
            return true;
        }

        private boolean tell(String name, Consumer<TenantFold> what) {
            TenantFold tenant = tenant(name);
            if (tenant != null) {
                what.accept(tenant);
            }
            return true;
        }
    }
}
