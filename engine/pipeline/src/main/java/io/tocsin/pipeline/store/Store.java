// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.store;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Durable storage of one node. {@link #commit} is called by one thread at a time; the other methods are thread-safe.
 * Every method may block on the disk.
 */
public interface Store extends AutoCloseable {

    /** How long dead letters are kept, counted back from the log time up to which the log is trimmed. */
    Duration DEAD_LETTERS_KEPT = Duration.ofDays(30);

    /** Most dead letters that a trim leaves; the newest stay. */
    int MAX_DEAD_LETTERS = 1_000;

    /**
     * Makes everything in the commit durable at once: on return it survives the loss of the process. Intents are put
     * before ids are settled; an id nobody knows is settled by doing nothing, a dead letter with a known id is left as
     * it is.
     *
     * @throws StoreException if it could not be made durable; then nothing of it is
     * @throws IllegalArgumentException if it does not continue the log; then nothing of it is applied
     */
    void commit(Commit commit);

    /**
     * Begins an empty store at a position of another store's log, so that it can be filled with what that one holds.
     *
     * @param seq position that the first checkpoint covers, 0 or more
     * @throws IllegalArgumentException if the store is not empty
     */
    void begin(long seq);

    /** Position of the last entry of the log, 0 when it is empty. */
    long lastSeq();

    /** Position of the last checkpoint, 0 when there is none. */
    long checkpointSeq();

    /** Hands over every piece of the last checkpoint, in no particular order. */
    void readCheckpoint(Consumer<Commit.Piece> consumer);

    /**
     * Hands over the entries after a position that are still kept, in order.
     *
     * @throws StoreException if entries were trimmed away while they were read
     */
    void readLog(long afterSeq, Consumer<LogRecord> consumer);

    /** Effects that have neither happened nor been given up, oldest first. */
    List<OutboxItem> unsettled();

    /** The newest dead letters, newest first. */
    List<Commit.DeadLetter> deadLetters(int max);

    /**
     * Removes log entries up to a position that a checkpoint covers, settled effects decided before the last entry
     * removed, and old dead letters. Positions stay: {@link #lastSeq} does not fall.
     *
     * @throws IllegalArgumentException if no checkpoint covers the position
     */
    void trim(long upToSeq);

    @Override
    void close();
}
