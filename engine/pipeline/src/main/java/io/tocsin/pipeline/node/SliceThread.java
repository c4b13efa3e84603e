// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.shard.Outcomes;
import io.tocsin.pipeline.shard.Shard;
import io.tocsin.pipeline.store.Commit.Piece;
import io.tocsin.pipeline.tenant.TenantFold;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that folds one slice, and what others may see of it: immutable pictures, replaced as a whole. */
final class SliceThread implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SliceThread.class);

    private final int number;
    private final Slice slice;
    private final Backlog backlog;
    private final Checkpoints checkpoints;
    private final LinkedBlockingQueue<List<Stamped>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closing;
    private volatile Picture picture = new Picture(List.of(), new Outcomes(), 0, 0, 0, 0, false);
    private volatile Instant foldedAt = Instant.EPOCH;
    private long versions = -1;

    /** Takes what a slice writes down. */
    @FunctionalInterface
    interface Checkpoints {
        /**
         * A part of a checkpoint.
         *
         * @param slice number of the slice
         * @param covered position up to which the log is part of every shard's checkpoint
         * @param changed pieces of state
         */
        void take(int slice, long covered, List<Piece> changed);
    }

    SliceThread(int number, Slice slice, Backlog backlog, Checkpoints checkpoints) {
        this.number = number;
        this.slice = slice;
        this.backlog = backlog;
        this.checkpoints = checkpoints;
        this.thread = new Thread(this::work, "tocsin-fold-" + number);
    }

    /** Folds entries of the log on the caller's thread, before the slice's own has started. */
    void recover(Stamped entry) {
        slice.apply(entry);
        foldedAt = entry.at();
    }

    void start() {
        look();
        thread.start();
    }

    void entries(List<Stamped> entries) {
        queue.add(entries);
    }

    Picture picture() {
        return picture;
    }

    Instant foldedAt() {
        return foldedAt;
    }

    private void work() {
        while (!closing || !queue.isEmpty()) {
            try {
                List<Stamped> entries = queue.poll(1, TimeUnit.SECONDS);
                if (entries != null) {
                    long signals = 0;
                    for (Stamped entry : entries) {
                        signals += fold(entry);
                    }
                    backlog.folded(number, signals);
                    look();
                }
            } catch (InterruptedException e) {
                closing = true;
            }
        }
    }

    @SuppressWarnings("IllegalCatch")
    private int fold(Stamped stamped) {
        try {
            slice.apply(stamped);
        } catch (RuntimeException e) {
            LOGGER.atError().addKeyValue("seq", stamped.seq()).setCause(e).log("log entry could not be folded");
        }
        foldedAt = stamped.at();
        if (stamped.entry() instanceof LogEntry.Signals signals) {
            return signals.signals().size();
        }
        if (stamped.entry() instanceof LogEntry.Tick tick) {
            List<Piece> changed = slice.checkpoint(turn(tick, stamped.at()));
            checkpoints.take(number, slice.covered(), changed);
        }
        return 0;
    }

    /** Whose turn it is to be written down: some of the shards that have just ticked; all, when all of them have. */
    private static int turn(LogEntry.Tick tick, Instant at) {
        if (tick.part() == LogEntry.Tick.ALL) {
            return Slice.EVERYBODY;
        }
        long round = Math.floorMod(at.getEpochSecond(), (long) Slice.TURNS / LogEntry.Tick.PARTS);
        return (int) (round * LogEntry.Tick.PARTS) + tick.part();
    }

    /** Shows what has changed. */
    private void look() {
        slice.tenants().forEach(TenantFold::show);
        long now = slice.tenants().stream().mapToLong(TenantFold::version).sum();
        boolean same = now == versions;
        versions = now;
        Outcomes outcomes = new Outcomes();
        long evaluations = 0;
        long narrow = 0;
        long wide = 0;
        for (Shard shard : slice.shards()) {
            outcomes.add(shard.outcomes());
            evaluations += shard.evaluations();
            narrow += shard.narrowScopes();
            wide += shard.wideScopes();
        }
        picture = new Picture(
                same
                        ? picture.runs
                        : slice.tenants().stream()
                                .flatMap(tenant -> tenant.runs().stream())
                                .toList(),
                outcomes,
                evaluations,
                narrow,
                wide,
                slice.openReservations(),
                slice.stopped());
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
            List<RunbookRun> runs,
            Outcomes outcomes,
            long evaluations,
            long narrowScopes,
            long wideScopes,
            long openReservations,
            boolean automationStopped) {}
}
