// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.LogRecord;
import io.tocsin.pipeline.store.OutboxItem;
import io.tocsin.pipeline.store.Store;
import java.util.List;
import java.util.function.Consumer;

/** Keeps where the log stands and nothing of what it says: a month would not fit the heap. Not thread-safe. */
final class PassingStore implements Store {
    private long lastSeq;

    @Override
    public void commit(Commit commit) {
        commit.requireContinues(lastSeq, 0);
        lastSeq = commit.lastSeqAfter(lastSeq);
    }

    @Override
    public void begin(long seq) {
        lastSeq = seq;
    }

    @Override
    public long lastSeq() {
        return lastSeq;
    }

    @Override
    public long checkpointSeq() {
        return 0;
    }

    @Override
    public void readCheckpoint(Consumer<Commit.Piece> consumer) {}

    @Override
    public void readLog(long afterSeq, Consumer<LogRecord> consumer) {}

    @Override
    public List<OutboxItem> unsettled() {
        return List.of();
    }

    @Override
    public List<Commit.DeadLetter> deadLetters(int max) {
        return List.of();
    }

    @Override
    public void trim(long upToSeq) {}

    @Override
    public void close() {}
}
