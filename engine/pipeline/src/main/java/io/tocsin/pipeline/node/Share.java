// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.shard.Placement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which shards an engine folds, and how it reaches whoever folds the others. Immutable.
 *
 * @param cell the cell whose shards these are; null for every shard there is
 * @param outlet reaches the other cells
 */
public record Share(@Nullable Integer cell, Outlet outlet) {

    private static final long SECOND_MILLIS = 1000;

    /** Every shard: a node without a cluster. */
    public static final Share WHOLE = new Share(
            null,
            (cell, entries) -> CompletableFuture.failedFuture(new IllegalStateException("there is no cell " + cell)));

    /** Reaches the engines that fold other cells. Thread-safe; does not block. */
    @FunctionalInterface
    public interface Outlet {
        /**
         * Hands entries to the engine of another cell, in order. Completes once they are durable there; they are sent
         * again after a failure.
         */
        CompletionStage<Void> send(int cell, List<LogEntry> entries);
    }

    /** The shards of one cell. */
    public static Share of(int cell, Outlet outlet) {
        return new Share(cell, outlet);
    }

    /** Whether a shard is folded here. */
    boolean has(int shard) {
        return cell == null || cell == Placement.cell(shard);
    }

    /** The shards folded here, in order. */
    List<Integer> shards() {
        return IntStream.range(0, Placement.SHARDS).filter(this::has).boxed().toList();
    }

    /**
     * Tells every second by its parts: spread over the second where there are many shards, together where there are few, so
     * that a cell without traffic costs one commit a second. Cells take turns within the second.
     */
    void ticks(ScheduledExecutorService timer, Consumer<LogEntry> log) {
        for (int part = 0; part < LogEntry.Tick.PARTS; part++) {
            LogEntry tick = new LogEntry.Tick(part);
            long offset =
                    cell == null ? part * SECOND_MILLIS / LogEntry.Tick.PARTS : cell * SECOND_MILLIS / Placement.CELLS;
            timer.scheduleAtFixedRate(() -> log.accept(tick), offset, SECOND_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
