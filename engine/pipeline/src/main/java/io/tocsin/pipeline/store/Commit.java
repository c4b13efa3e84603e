// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.store;

import java.util.List;
import java.util.Optional;

/**
 * What becomes durable together, in one transaction.
 *
 * @param log entries to append, in order of seq
 * @param intents effects to put in the outbox; known ids are left as they are
 * @param settled ids of effects that have happened, or never will
 * @param deadLetters bodies nobody understood
 * @param checkpoint state of the fold at a position; empty when none is due
 */
public record Commit(
        List<LogRecord> log,
        List<OutboxItem> intents,
        List<String> settled,
        List<DeadLetter> deadLetters,
        Optional<Checkpoint> checkpoint) {

    /** Copies the lists. */
    public Commit {
        log = List.copyOf(log);
        intents = List.copyOf(intents);
        settled = List.copyOf(settled);
        deadLetters = List.copyOf(deadLetters);
    }

    /** Position of the last entry of the log once this is applied on top of a position. */
    public long lastSeqAfter(long lastSeq) {
        return lastSeq + log.size();
    }

    /**
     * Checks that this continues a store that stands at the given positions.
     *
     * @throws IllegalArgumentException if the log would have a gap, or the checkpoint runs back or ahead of the log
     */
    public void requireContinues(long lastSeq, long checkpointSeq) {
        long expected = lastSeq;
        for (LogRecord entry : log) {
            expected++;
            if (entry.seq() != expected) {
                throw new IllegalArgumentException("log seq must be " + expected + ", was " + entry.seq());
            }
        }
        long end = expected;
        checkpoint.ifPresent(state -> {
            if (state.seq() < checkpointSeq || state.seq() > end) {
                throw new IllegalArgumentException(
                        "checkpoint seq must lie in " + checkpointSeq + ".." + end + ", was " + state.seq());
            }
        });
    }

    /**
     * State that changed since the checkpoint before.
     *
     * @param seq position up to which the log is folded into it
     * @param changed pieces of state, by key; an empty array removes the key
     */
    public record Checkpoint(long seq, List<Piece> changed) {
        /** Copies the list. */
        public Checkpoint {
            changed = List.copyOf(changed);
        }
    }

    /**
     * One piece of state.
     *
     * @param key unique, such as {@code 17/default/user/anna}
     * @param state encoded; read only
     */
    public record Piece(String key, byte[] state) {}

    /**
     * A body nobody understood.
     *
     * @param id unique
     * @param source who sent it
     * @param atMillis when, milliseconds since 1970
     * @param reason why it was not understood
     * @param body the body, at most 64 KiB; empty when it might hold content
     */
    public record DeadLetter(String id, String source, long atMillis, String reason, byte[] body) {}
}
