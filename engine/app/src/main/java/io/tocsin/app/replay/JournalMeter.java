// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.log.LogCodec;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.InMemoryStore;
import io.tocsin.pipeline.store.LogRecord;
import io.tocsin.pipeline.store.OutboxItem;
import io.tocsin.pipeline.store.Store;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A store that adds up the money in the journal it is given, as an auditor would who sees nothing but the journal. Keeps
 * the places of log entries but not their bytes, so that a long trace fits the heap. Thread-safe.
 */
final class JournalMeter implements Store {
    private static final Duration LATE = Duration.ofHours(1);
    private static final byte[] NO_BYTES = {};

    private final InMemoryStore store = new InMemoryStore();
    private final Set<String> ids = new HashSet<>();
    private long nanoUsd;
    private long folded;
    private long duplicates;
    private long late;

    @Override
    public synchronized void commit(Commit commit) {
        commit.log().forEach(this::count);
        List<LogRecord> places = commit.log().stream()
                .map(entry -> new LogRecord(entry.seq(), entry.at(), entry.kind(), NO_BYTES))
                .toList();
        store.commit(new Commit(places, commit.intents(), commit.settled(), commit.deadLetters(), commit.checkpoint()));
    }

    private void count(LogRecord entry) {
        if (LogCodec.read(entry.kind(), entry.payload()) instanceof LogEntry.Signals signals) {
            for (Signal signal : signals.signals()) {
                count(signal, entry);
            }
        }
    }

    private void count(Signal signal, LogRecord entry) {
        if (!ids.add(signal.tenant() + "\n" + signal.id())) {
            duplicates++;
        } else if (signal.at().getEpochSecond() < entry.at().getEpochSecond() - LATE.toSeconds()) {
            late++;
        } else {
            folded++;
            nanoUsd += signal instanceof LlmCall call ? call.cost().nanoUsd() : 0;
        }
    }

    /** Billionths of a US dollar of every call that counts once. */
    synchronized long nanoUsd() {
        return nanoUsd;
    }

    /** Signals that count, duplicates, and signals that came too late. */
    synchronized Counts counts() {
        return new Counts(folded, duplicates, late);
    }

    @Override
    public void begin(long seq) {
        store.begin(seq);
    }

    @Override
    public long lastSeq() {
        return store.lastSeq();
    }

    @Override
    public long checkpointSeq() {
        return store.checkpointSeq();
    }

    @Override
    public void readCheckpoint(Consumer<Commit.Piece> consumer) {
        store.readCheckpoint(consumer);
    }

    @Override
    public void readLog(long afterSeq, Consumer<LogRecord> consumer) {
        throw new UnsupportedOperationException("a replay keeps no bytes of its log");
    }

    @Override
    public List<OutboxItem> unsettled() {
        return store.unsettled();
    }

    @Override
    public List<Commit.DeadLetter> deadLetters(int max) {
        return store.deadLetters(max);
    }

    @Override
    public void trim(long upToSeq) {
        store.trim(upToSeq);
    }

    @Override
    public void close() {
        store.close();
    }

    /**
     * What the journal holds.
     *
     * @param folded signals that count
     * @param duplicates signals whose id was there before
     * @param late signals older than windows reach back
     */
    record Counts(long folded, long duplicates, long late) {}
}
