// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.testing;

import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.LogRecord;
import io.tocsin.pipeline.store.OutboxItem;
import io.tocsin.pipeline.store.Store;
import io.tocsin.pipeline.store.StoreException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A store whose disk may be full: then nothing is written, and what is there can be read. Thread-safe. */
final class FrailStore implements Store {
    private final Store store;
    private final BooleanSupplier full;

    FrailStore(Store store, BooleanSupplier full) {
        this.store = store;
        this.full = full;
    }

    private void write(Runnable work) {
        if (full.getAsBoolean()) {
            throw new StoreException("the disk is full");
        }
        work.run();
    }

    @Override
    public void commit(Commit commit) {
        write(() -> store.commit(commit));
    }

    @Override
    public void begin(long seq) {
        write(() -> store.begin(seq));
    }

    @Override
    public void trim(long upToSeq) {
        write(() -> store.trim(upToSeq));
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
        store.readLog(afterSeq, consumer);
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
    public void close() {
        store.close();
    }
}
