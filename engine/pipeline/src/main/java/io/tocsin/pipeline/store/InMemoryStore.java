// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A store that keeps everything on the heap: for virtual-clock tests, demos and replay. Same semantics as a store on
 * disk, except that nothing survives the loss of the process. Closing changes nothing, so a second engine can be started
 * on it as after a restart. Thread-safe.
 */
public final class InMemoryStore implements Store {
    private final TreeMap<Long, LogRecord> log = new TreeMap<>();
    private final Map<String, Commit.Piece> state = new HashMap<>();
    private final Map<String, OutboxItem> outbox = new LinkedHashMap<>();
    private final Set<String> settled = new HashSet<>();
    private final Map<String, Commit.DeadLetter> deadLetters = new LinkedHashMap<>();
    private long lastSeq;
    private long checkpointSeq;

    @Override
    public synchronized void commit(Commit commit) {
        commit.requireContinues(lastSeq, checkpointSeq);
        commit.log().forEach(entry -> log.put(entry.seq(), entry));
        lastSeq = commit.lastSeqAfter(lastSeq);
        commit.intents().forEach(intent -> outbox.putIfAbsent(intent.id(), intent));
        commit.settled().stream().filter(outbox::containsKey).forEach(settled::add);
        commit.deadLetters().forEach(letter -> deadLetters.putIfAbsent(letter.id(), letter));
        commit.checkpoint().ifPresent(this::apply);
    }

    @Override
    public synchronized void begin(long seq) {
        if (lastSeq > 0) {
            throw new IllegalArgumentException(
                    "only an empty store can begin at " + seq + ", this one is at " + lastSeq);
        }
        lastSeq = seq;
        checkpointSeq = seq;
    }

    private void apply(Commit.Checkpoint checkpoint) {
        checkpointSeq = checkpoint.seq();
        for (Commit.Piece piece : checkpoint.changed()) {
            if (piece.state().length == 0) {
                state.remove(piece.key());
            } else {
                state.put(piece.key(), piece);
            }
        }
    }

    @Override
    public synchronized long lastSeq() {
        return lastSeq;
    }

    @Override
    public synchronized long checkpointSeq() {
        return checkpointSeq;
    }

    @Override
    public void readCheckpoint(Consumer<Commit.Piece> consumer) {
        List<Commit.Piece> pieces;
        synchronized (this) {
            pieces = List.copyOf(state.values());
        }
        pieces.forEach(consumer);
    }

    @Override
    public void readLog(long afterSeq, Consumer<LogRecord> consumer) {
        List<LogRecord> entries;
        synchronized (this) {
            entries = List.copyOf(log.tailMap(afterSeq, false).values());
        }
        entries.forEach(consumer);
    }

    @Override
    public synchronized List<OutboxItem> unsettled() {
        return outbox.values().stream()
                .filter(item -> !settled.contains(item.id()))
                .sorted(Comparator.comparing(OutboxItem::at))
                .toList();
    }

    @Override
    public synchronized List<Commit.DeadLetter> deadLetters(int max) {
        return newestDeadLetters().stream().limit(max).toList();
    }

    private List<Commit.DeadLetter> newestDeadLetters() {
        List<Commit.DeadLetter> letters = new ArrayList<>(deadLetters.values());
        letters.sort(Comparator.comparingLong(Commit.DeadLetter::atMillis));
        Collections.reverse(letters);
        return letters;
    }

    @Override
    public synchronized void trim(long upToSeq) {
        if (upToSeq > checkpointSeq) {
            throw new IllegalArgumentException(
                    "trim position must not be after the checkpoint at " + checkpointSeq + ", was " + upToSeq);
        }
        Map<Long, LogRecord> covered = log.headMap(upToSeq, true);
        if (covered.isEmpty()) {
            return;
        }
        Instant cut = log.floorEntry(upToSeq).getValue().at();
        covered.clear();
        trimOutbox(cut);
        trimDeadLetters(cut);
    }

    private void trimOutbox(Instant cut) {
        outbox.values().removeIf(item -> item.at().isBefore(cut) && settled.contains(item.id()));
        settled.retainAll(outbox.keySet());
    }

    private void trimDeadLetters(Instant cut) {
        long oldest = cut.minus(DEAD_LETTERS_KEPT).toEpochMilli();
        List<Commit.DeadLetter> newest = newestDeadLetters();
        newest.stream().skip(MAX_DEAD_LETTERS).forEach(letter -> deadLetters.remove(letter.id()));
        deadLetters.values().removeIf(letter -> letter.atMillis() < oldest);
    }

    @Override
    public void close() {}
}
