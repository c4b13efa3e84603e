// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.pipeline.log.LogCodec;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.OutboxItem;
import io.tocsin.pipeline.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a node comes back: the last checkpoint of each shard, then the log after the oldest of them. What the fold says to
 * itself again on the way is known by its number and dropped, except for what the crash kept from being written.
 */
final class Recovery {
    final List<Slice> slices = new ArrayList<>();
    private final Ferry ferry;
    private final List<LogEntry> emitted = new ArrayList<>();
    private final List<OutboxItem> intents = new ArrayList<>();
    private final Map<Integer, Long> rollups = new HashMap<>();
    private final Map<Integer, Long> statements = new HashMap<>();
    private final Map<Integer, Long> budgets = new HashMap<>();
    private final Set<LogEntry> watching = new HashSet<>();
    private final Set<String> over = new HashSet<>();
    private Instant last = Instant.EPOCH;

    /** What may not have arrived elsewhere goes out by the ferry again. */
    Recovery(Ferry ferry) {
        this.ferry = ferry;
    }

    /** Brings the slices to the end of the log; answers the time of its last entry. */
    Instant run(NodeParts parts, List<SliceThread> threads) {
        Store store = parts.store();
        store.readCheckpoint(piece -> slices.forEach(slice -> slice.restore(piece)));
        store.readLog(store.checkpointSeq(), record -> {
            LogEntry entry = LogCodec.read(record.kind(), record.payload());
            logged(entry);
            last = record.at();
            Stamped stamped = new Stamped(record.seq(), record.at(), entry);
            threads.forEach(thread -> thread.recover(stamped));
            ferry.offer(stamped);
        });
        if (!intents.isEmpty()) {
            // The store may be a copy that never held what was settled before it began: the log knows.
            List<String> settled =
                    intents.stream().map(OutboxItem::id).filter(over::contains).toList();
            store.commit(new Commit(List.of(), intents, settled, List.of(), Optional.empty()));
        }
        return last;
    }

    private void logged(LogEntry entry) {
        if (entry instanceof LogEntry.Rollups sums) {
            rollups.merge(sums.shard(), sums.number(), Math::max);
        } else if (entry instanceof LogEntry.Stated stated) {
            statements.merge(stated.shard(), stated.number(), Math::max);
        } else if (entry instanceof LogEntry.UsageReported spent) {
            budgets.merge(spent.shard(), spent.number(), Math::max);
        } else if (entry instanceof LogEntry.Watching) {
            watching.add(entry);
        } else if (entry instanceof LogEntry.Settled settled && Effects.isOver(settled)) {
            over.add(settled.intentId());
        }
    }

    void emitted(LogEntry entry) {
        emitted.add(entry);
    }

    void intent(OutboxItem item) {
        intents.add(item);
    }

    /** What the fold said on the way that the log does not hold: the crash was quicker. */
    List<LogEntry> unlogged() {
        return emitted.stream().filter(this::isUnlogged).toList();
    }

    private boolean isUnlogged(LogEntry entry) {
        if (entry instanceof LogEntry.Rollups sums) {
            return sums.number() > rollups.getOrDefault(sums.shard(), 0L);
        } else if (entry instanceof LogEntry.Stated stated) {
            return stated.number() > statements.getOrDefault(stated.shard(), 0L);
        } else if (entry instanceof LogEntry.UsageReported spent) {
            return spent.number() > budgets.getOrDefault(spent.shard(), 0L);
        }
        return entry instanceof LogEntry.Watching && !watching.contains(entry);
    }
}
