// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.shard.Shard;
import io.tocsin.pipeline.store.Commit.Piece;
import io.tocsin.pipeline.tenant.TenantFold;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that folds one slice, and what others may see of it: immutable pictures, replaced as a whole. */
final class SliceThread implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SliceThread.class);
    private static final long CHECKPOINT_SECONDS = 20;

    private final Slice slice;
    private final BiConsumer<Long, List<Piece>> checkpoints;
    private final LinkedBlockingQueue<List<Stamped>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closing;
    private volatile Picture picture = new Picture(List.of(), List.of(), Map.of(), 0, 0, 0, false);
    private volatile long foldedSignals;
    private volatile Instant foldedAt = Instant.EPOCH;
    private long checkpointed;
    private long versions = -1;

    SliceThread(int number, Slice slice, BiConsumer<Long, List<Piece>> checkpoints) {
        this.slice = slice;
        this.checkpoints = checkpoints;
        this.thread = new Thread(this::work, "tocsin-fold-" + number);
    }

    /** Folds entries of the log on the caller's thread, before the slice's own has started. */
    void recover(LogEntry entry, Instant at) {
        slice.apply(entry, at);
        foldedAt = at;
    }

    void start() {
        checkpointed = foldedAt.getEpochSecond() / CHECKPOINT_SECONDS;
        look();
        thread.start();
    }

    void entries(List<Stamped> entries) {
        queue.add(entries);
    }

    Picture picture() {
        return picture;
    }

    /** Signals of the log this slice has seen, its own and others. */
    long foldedSignals() {
        return foldedSignals;
    }

    Instant foldedAt() {
        return foldedAt;
    }

    int waiting() {
        return queue.size();
    }

    private void work() {
        while (!closing || !queue.isEmpty()) {
            try {
                List<Stamped> entries = queue.poll(1, TimeUnit.SECONDS);
                if (entries != null) {
                    entries.forEach(this::fold);
                    look();
                }
            } catch (InterruptedException e) {
                closing = true;
            }
        }
    }

    @SuppressWarnings("IllegalCatch")
    private void fold(Stamped stamped) {
        try {
            slice.apply(stamped.entry(), stamped.at());
        } catch (RuntimeException e) {
            LOGGER.atError().addKeyValue("seq", stamped.seq()).setCause(e).log("log entry could not be folded");
        }
        foldedAt = stamped.at();
        if (stamped.entry() instanceof LogEntry.Signals signals) {
            foldedSignals += signals.signals().size();
        } else if (stamped.entry() instanceof LogEntry.Tick) {
            long due = stamped.at().getEpochSecond() / CHECKPOINT_SECONDS;
            if (due != checkpointed) {
                checkpointed = due;
                checkpoints.accept(stamped.seq(), slice.checkpoint());
            }
        }
    }

    /** Shows what has changed. */
    private void look() {
        long now = slice.tenants().stream().mapToLong(TenantFold::version).sum();
        boolean same = now == versions;
        versions = now;
        TreeMap<String, Long> outcomes = new TreeMap<>();
        long evaluations = 0;
        long narrow = 0;
        long wide = 0;
        for (Shard shard : slice.shards()) {
            shard.outcomes().addTo(outcomes);
            evaluations += shard.evaluations();
            narrow += shard.narrowScopes();
            wide += shard.wideScopes();
        }
        picture = new Picture(
                same
                        ? picture.alerts
                        : slice.tenants().stream()
                                .flatMap(tenant -> tenant.alerts().stream())
                                .toList(),
                same
                        ? picture.runs
                        : slice.tenants().stream()
                                .flatMap(tenant -> tenant.runs().stream())
                                .toList(),
                outcomes,
                evaluations,
                narrow,
                wide,
                slice.tenants().stream().anyMatch(TenantFold::stopped));
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        slice.close();
    }

    /** What others may see of a slice. */
    record Picture(
            List<LiveAlert> alerts,
            List<RunbookRun> runs,
            Map<String, Long> outcomes,
            long evaluations,
            long narrowScopes,
            long wideScopes,
            boolean automationStopped) {}
}
