// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.pipeline.log.EncodedEntry;
import io.tocsin.pipeline.log.LogCodec;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.LogRecord;
import io.tocsin.pipeline.store.OutboxItem;
import io.tocsin.pipeline.store.Store;
import io.tocsin.pipeline.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that appends to the log. Whatever waits when a commit ends goes into the next one together, so the more
 * is waiting, the cheaper each entry gets; {@link Pace} sees to it that there is something waiting. An entry is handed to
 * the fold, and its sender told, only once it is durable.
 */
final class LogWriter implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LogWriter.class);
    private static final int MAX_TOGETHER = 4096;
    private static final long RETRY_MILLIS = 1000;

    private final Store store;
    private final Clock clock;
    private final long[] covered;
    private final Sink sink;
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final List<Commit.Piece> changed = new ArrayList<>();
    private final Pace pace = new Pace();
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean healthy = true;
    private long seq;
    private Instant last;

    /** Where durable things go. Called by the writer's thread. */
    interface Sink {
        /** Waits until what was handed over before is nearly folded. The one call that may block. */
        void awaitRoom() throws InterruptedException;

        /** Entries in log order. */
        void entries(List<Stamped> entries);

        /** An effect that is now in the outbox. */
        void intent(OutboxItem item);

        /** A checkpoint covers the log up to a position; log time now. */
        void checkpointed(long seq, Instant at);
    }

    LogWriter(Store store, Clock clock, Instant last, int slices, Sink sink) {
        this.store = store;
        this.clock = clock;
        this.last = last;
        this.seq = store.lastSeq();
        this.covered = new long[slices];
        this.sink = sink;
        this.thread = new Thread(this::work, "tocsin-log");
    }

    void start() {
        thread.start();
    }

    /** Appends what a sender waits for; fails if it cannot be made durable. */
    CompletableFuture<Void> append(EncodedEntry entry, List<Commit.DeadLetter> letters) {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        queue.add(new Waiting(entry, List.of(), List.of(), letters, durable, null));
        return durable;
    }

    /** Appends what the engine says to itself; tried until it is durable. */
    void append(LogEntry entry) {
        List<String> settled = Effects.isOver(entry) ? List.of(((LogEntry.Settled) entry).intentId()) : List.of();
        queue.add(new Waiting(EncodedEntry.of(entry), List.of(), settled, List.of(), null, null));
    }

    void intent(OutboxItem item) {
        queue.add(new Waiting(null, List.of(item), List.of(), List.of(), null, null));
    }

    /** What one slice has written down, and up to where the log is part of all it wrote down. */
    void checkpoint(int slice, long coveredUpTo, List<Commit.Piece> pieces) {
        Part part = new Part(slice, coveredUpTo, pieces);
        queue.add(new Waiting(null, List.of(), List.of(), List.of(), null, part));
    }

    boolean healthy() {
        return healthy;
    }

    int waiting() {
        return queue.size();
    }

    private void work() {
        List<Waiting> batch = new ArrayList<>();
        while (!closing || !queue.isEmpty()) {
            try {
                Waiting first = queue.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    sink.awaitRoom();
                    gather();
                    batch.add(first);
                    queue.drainTo(batch, MAX_TOGETHER - 1);
                    pace.begins(
                            System.nanoTime(),
                            batch.stream().mapToInt(Waiting::senders).sum());
                    commit(batch);
                    batch.clear();
                }
            } catch (InterruptedException e) {
                closing = true;
            }
        }
    }

    private void gather() {
        long pause = pace.pause(System.nanoTime());
        while (pause > 0 && !closing) {
            LockSupport.parkNanos(pause);
            pause = pace.pause(System.nanoTime());
        }
    }

    private void commit(List<Waiting> batch) throws InterruptedException {
        for (Waiting waiting : batch) {
            if (waiting.part != null) {
                covered[waiting.part.slice] = waiting.part.covered;
                changed.addAll(waiting.part.pieces);
            }
        }
        List<Waiting> rest = batch;
        while (!rest.isEmpty() && !attempt(rest) && !closing) {
            rest = rest.stream().filter(waiting -> waiting.durable == null).toList();
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        }
    }

    private boolean attempt(List<Waiting> batch) {
        List<LogRecord> records = new ArrayList<>();
        List<Stamped> entries = new ArrayList<>();
        List<OutboxItem> intents = new ArrayList<>();
        List<String> settled = new ArrayList<>();
        List<Commit.DeadLetter> letters = new ArrayList<>();
        Instant at = now();
        long next = seq;
        for (Waiting waiting : batch) {
            if (waiting.entry != null) {
                LogCodec.Encoded encoded = waiting.entry.encoded();
                records.add(new LogRecord(++next, at, encoded.kind(), encoded.payload()));
                entries.add(new Stamped(next, at, waiting.entry.entry()));
            }
            intents.addAll(waiting.intents);
            settled.addAll(waiting.settled);
            letters.addAll(waiting.letters);
        }
        Optional<Commit.Checkpoint> checkpoint = checkpoint();
        try {
            store.commit(new Commit(records, intents, settled, letters, checkpoint));
        } catch (StoreException e) {
            failed(batch, e);
            return false;
        }
        healthy = true;
        seq = next;
        last = at;
        durable(batch, entries, intents);
        checkpoint.ifPresent(this::written);
        return true;
    }

    private Optional<Commit.Checkpoint> checkpoint() {
        long position =
                Math.max(store.checkpointSeq(), Arrays.stream(covered).min().orElse(0));
        return changed.isEmpty() ? Optional.empty() : Optional.of(new Commit.Checkpoint(position, changed));
    }

    private void written(Commit.Checkpoint checkpoint) {
        changed.clear();
        sink.checkpointed(checkpoint.seq(), last);
    }

    private void durable(List<Waiting> batch, List<Stamped> entries, List<OutboxItem> intents) {
        if (!entries.isEmpty()) {
            sink.entries(entries);
        }
        intents.forEach(sink::intent);
        for (Waiting waiting : batch) {
            if (waiting.durable != null) {
                waiting.durable.complete(null);
            }
        }
    }

    private void failed(List<Waiting> batch, StoreException e) {
        if (healthy) {
            LOGGER.atError().addKeyValue("error", e.getMessage()).log("log cannot be written, refusing signals");
        }
        healthy = false;
        for (Waiting waiting : batch) {
            if (waiting.durable != null) {
                waiting.durable.completeExceptionally(e);
            }
        }
    }

    /** Log time: milliseconds, never backwards. */
    private Instant now() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return now.isBefore(last) ? last : now;
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Part(int slice, long covered, List<Commit.Piece> pieces) {}

    private record Waiting(
            @Nullable EncodedEntry entry,
            List<OutboxItem> intents,
            List<String> settled,
            List<Commit.DeadLetter> letters,
            @Nullable CompletableFuture<Void> durable,
            @Nullable Part part) {

        /** How many wait for it: everybody who asks the budgets is one; whoever sends a batch of signals is one too. */
        int senders() {
            if (durable == null) {
                return 0;
            }
            return entry != null && entry.entry() instanceof LogEntry.Asked asked
                    ? asked.asks().size()
                    : 1;
        }
    }
}
