// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.admission.Load;
import io.tocsin.pipeline.admission.Spent;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.log.Rollup;
import io.tocsin.pipeline.shard.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What of an entry is for shards that are folded elsewhere, by cell. Only what a shard or a tenant of this share says is
 * passed on: what came from another cell has been there.
 */
final class Parcels implements LogEntry.Cases<Map<Integer, LogEntry>> {
    private static final Map<Integer, LogEntry> NONE = Map.of();

    private final Share share;

    Parcels(Share share) {
        this.share = share;
    }

    @Override
    public Map<Integer, LogEntry> rollups(LogEntry.Rollups rollups) {
        if (!share.has(rollups.shard())) {
            return NONE;
        }
        Map<Integer, List<Rollup>> byCell = new TreeMap<>();
        for (Rollup rollup : rollups.rollups()) {
            int shard = Placement.of(rollup.scope());
            if (!share.has(shard)) {
                byCell.computeIfAbsent(Placement.cell(shard), cell -> new ArrayList<>())
                        .add(rollup);
            }
        }
        Map<Integer, LogEntry> parcels = new TreeMap<>();
        byCell.forEach(
                (cell, sums) -> parcels.put(cell, new LogEntry.Rollups(rollups.shard(), rollups.number(), sums)));
        return parcels;
    }

    @Override
    public Map<Integer, LogEntry> stated(LogEntry.Stated stated) {
        int tenant = Placement.ofTenant(stated.statement().alert().scope().tenant());
        return parcel(stated, stated.shard(), tenant);
    }

    @Override
    public Map<Integer, LogEntry> watching(LogEntry.Watching watching) {
        return parcel(watching, Placement.ofTenant(watching.scope().tenant()), Placement.of(watching.scope()));
    }

    @Override
    public Map<Integer, LogEntry> observed(LogEntry.Observed observed) {
        return parcel(
                observed,
                Placement.of(observed.scope()),
                Placement.ofTenant(observed.scope().tenant()));
    }

    @Override
    public Map<Integer, LogEntry> usageReported(LogEntry.UsageReported usage) {
        Map<Integer, LogEntry> parcels = new TreeMap<>();
        for (int cell = 0; share.has(usage.shard()) && cell < Placement.CELLS; cell++) {
            int number = cell;
            Predicate<Scope> isFor = scope -> {
                int shard = Placement.ofTenant(scope.tenant());
                return !share.has(shard) && Placement.cell(shard) == number;
            };
            List<Spent> spent = usage.spent().stream()
                    .filter(one -> isFor.test(one.scope()))
                    .toList();
            List<Load> loads =
                    usage.loads().stream().filter(one -> isFor.test(one.pool())).toList();
            if (!spent.isEmpty() || !loads.isEmpty()) {
                parcels.put(cell, new LogEntry.UsageReported(usage.shard(), usage.number(), spent, loads));
            }
        }
        return parcels;
    }

    @Override
    public Map<Integer, LogEntry> asked(LogEntry.Asked asked) {
        return NONE;
    }

    private Map<Integer, LogEntry> parcel(LogEntry entry, int from, int to) {
        return share.has(from) && !share.has(to) ? Map.of(Placement.cell(to), entry) : NONE;
    }

    @Override
    public Map<Integer, LogEntry> signals(LogEntry.Signals signals) {
        return NONE;
    }

    @Override
    public Map<Integer, LogEntry> tick(LogEntry.Tick tick) {
        return NONE;
    }

    @Override
    public Map<Integer, LogEntry> ordered(LogEntry.Ordered ordered) {
        return NONE;
    }

    @Override
    public Map<Integer, LogEntry> settled(LogEntry.Settled settled) {
        return NONE;
    }

    @Override
    public Map<Integer, LogEntry> deadLettered(LogEntry.DeadLettered deadLettered) {
        return NONE;
    }
}
