// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.cell;

import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.log.LogCodec;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.LogRecord;
import io.tocsin.pipeline.store.Store;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings home what was accepted on the losing side of a split: signals, dead letters, and the humans' stops and
 * acknowledgements, from the logs that were set aside. What the owner knows already it drops by its id. A log is removed
 * once everything of it is durable elsewhere. Thread-safe.
 */
public final class Salvage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Salvage.class);
    private static final long AGAIN_SECONDS = 1;

    private final Shelf shelf;
    private final Home home;
    private final ScheduledExecutorService thread =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "tocsin-salvage"));
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong signals = new AtomicLong();

    /** Where it goes: whoever owns the cells now. Each completes once it is durable. */
    public interface Home {
        CompletionStage<?> accept(LogEntry.Signals signals);

        CompletionStage<?> letter(Commit.DeadLetter letter);

        CompletionStage<?> command(Command command);
    }

    Salvage(Shelf shelf, Home home) {
        this.shelf = shelf;
        this.home = home;
    }

    /** Takes up what an earlier life has not finished. */
    void start() {
        shelf.asides().forEach(this::take);
    }

    /** Takes a folder that was set aside. Does not block. */
    void take(Path folder) {
        waiting.incrementAndGet();
        thread.execute(() -> attempt(folder));
    }

    /** Logs that are not home yet. */
    int waiting() {
        return waiting.get();
    }

    /** Signals that were brought home since the start. */
    long signals() {
        return signals.get();
    }

    @SuppressWarnings("IllegalCatch")
    private void attempt(Path folder) {
        try {
            long brought = bring(folder);
            shelf.remove(folder);
            waiting.decrementAndGet();
            LOG.atInfo()
                    .addKeyValue("folder", folder.getFileName())
                    .addKeyValue("signals", brought)
                    .log("what was accepted apart is home");
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("folder", folder.getFileName())
                    .addKeyValue("reason", e.getMessage())
                    .log("what was accepted apart is not home yet");
            if (!thread.isShutdown()) {
                thread.schedule(() -> attempt(folder), AGAIN_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    private long bring(Path folder) {
        long shared = shelf.note(folder).map(Shelf.Note::shared).orElse(0L);
        long before = signals.get();
        try (Store store = shelf.open(folder)) {
            Set<String> letters = new HashSet<>();
            store.readLog(shared, entry -> bring(entry, letters));
            store.deadLetters(Integer.MAX_VALUE).stream()
                    .filter(letter -> letters.contains(letter.id()))
                    .forEach(letter -> done(home.letter(letter)));
        }
        return signals.get() - before;
    }

    private void bring(LogRecord entry, Set<String> letters) {
        LogEntry said = LogCodec.read(entry.kind(), entry.payload());
        if (said instanceof LogEntry.Signals batch) {
            done(home.accept(batch));
            signals.addAndGet(batch.signals().size());
        } else if (said instanceof LogEntry.DeadLettered letter) {
            letters.add(letter.id());
        } else if (said instanceof LogEntry.Ordered ordered && isSafe(ordered.command())) {
            done(home.command(ordered.command()));
        }
    }

    /** What only holds things back may be said again; what sets them going may not. */
    private static boolean isSafe(Command command) {
        return command instanceof Command.Stop
                || command instanceof Command.Acknowledge
                || command instanceof Command.Resolve;
    }

    private static void done(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
    }

    /** Stops; what is not home yet stays for the next start. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
