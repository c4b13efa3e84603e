// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.cell;

import io.tocsin.cluster.net.Kind;
import io.tocsin.cluster.net.Net;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.LogRecord;
import io.tocsin.pipeline.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a cell's commits to its copy: one after the other, numbered within a session that begins with everything there is.
 * One thread at a time; blocks for the answer.
 */
final class CopySender {
    private static final Logger LOG = LoggerFactory.getLogger(CopySender.class);
    private static final int CHUNK_BYTES = 1 << 19;

    private final Net net;
    private final int cell;
    private final Stall stall = new Stall();
    private volatile Lineage lineage;
    private Lineage told = Lineage.EMPTY;
    private long session;
    private long number;

    /** What came of sending. */
    enum Outcome {
        /** It is on the copy's disk. */
        DONE,
        /** No answer: it may or may not be there. The same may be sent again. */
        AGAIN,
        /** The copy does not know this session: everything has to be sent. */
        UNKNOWN,
        /** Somebody has a greater term. */
        OVER
    }

    CopySender(Net net, int cell, Lineage lineage) {
        this.net = net;
        this.cell = cell;
        this.lineage = lineage;
    }

    /** The term has changed while this member stayed the owner; told with what is sent next. */
    void lineage(Lineage changed) {
        lineage = changed;
    }

    /** For how long the copy has been asked in vain. */
    Stall stall() {
        return stall;
    }

    /** Sends everything that a store holds from its checkpoint on; begins a session. */
    Outcome all(String member, Store store) {
        session = UUID.randomUUID().getMostSignificantBits();
        number = 0;
        told = lineage;
        try {
            Outcome begun = ask(member, Kind.BEGIN, Written.bytes(out -> {
                out.writeLong(session);
                out.writeLong(store.checkpointSeq());
                told.write(out);
            }));
            return begun == Outcome.DONE ? contents(member, store) : begun;
        } catch (Broken broken) {
            return broken.outcome;
        }
    }

    private Outcome contents(String member, Store store) {
        Chunks chunks = new Chunks(member, store.checkpointSeq());
        store.readCheckpoint(chunks::piece);
        chunks.flush();
        store.readLog(store.checkpointSeq(), chunks::entry);
        chunks.flush();
        Commit rest = new Commit(
                List.of(), store.unsettled(), List.of(), store.deadLetters(Integer.MAX_VALUE), Optional.empty());
        return send(member, rest, true);
    }

    /** Sends one commit. */
    Outcome one(String member, Commit commit) {
        return send(member, commit, false);
    }

    private Outcome send(String member, Commit commit, boolean whole) {
        Lineage now = lineage;
        boolean changed = !now.equals(told);
        Outcome outcome = ask(member, Kind.COPY, Written.bytes(out -> {
            now.term().write(out);
            out.writeLong(session);
            out.writeLong(number + 1);
            out.writeBoolean(whole);
            out.writeBoolean(changed);
            if (changed) {
                now.write(out);
            }
            CommitCodec.write(out, commit);
        }));
        if (outcome == Outcome.DONE) {
            number++;
            told = now;
        }
        return outcome;
    }

    private Outcome ask(String member, Kind kind, byte[] payload) {
        try {
            byte[] answer = net.call(member, kind, cell, payload).join();
            Outcome outcome = CopyAnswer.values()[answer[0]].outcome();
            if (outcome == Outcome.DONE) {
                stall.goesOn();
            }
            return outcome;
        } catch (CompletionException e) {
            LOG.atDebug()
                    .addKeyValue("cell", cell)
                    .addKeyValue("member", member)
                    .setCause(e)
                    .log("copy did not answer");
            return Outcome.AGAIN;
        }
    }

    /** Tells the copy how far it may trim; nothing depends on its answer. */
    void trim(String member, long upToSeq) {
        net.call(member, Kind.TRIM, cell, Written.bytes(out -> out.writeLong(upToSeq)));
    }

    /** Cuts everything there is into commits of a bounded size. */
    private final class Chunks {
        private final String member;
        private final long checkpoint;
        private final List<Commit.Piece> pieces = new ArrayList<>();
        private final List<LogRecord> entries = new ArrayList<>();
        private int bytes;

        Chunks(String member, long checkpoint) {
            this.member = member;
            this.checkpoint = checkpoint;
        }

        void piece(Commit.Piece piece) {
            pieces.add(piece);
            grown(piece.state().length);
        }

        void entry(LogRecord entry) {
            entries.add(entry);
            grown(entry.payload().length);
        }

        private void grown(int by) {
            bytes += by;
            if (bytes > CHUNK_BYTES) {
                flush();
            }
        }

        void flush() {
            Optional<Commit.Checkpoint> state =
                    pieces.isEmpty() ? Optional.empty() : Optional.of(new Commit.Checkpoint(checkpoint, pieces));
            if (state.isPresent() || !entries.isEmpty()) {
                Outcome outcome = send(member, new Commit(entries, List.of(), List.of(), List.of(), state), false);
                if (outcome != Outcome.DONE) {
                    throw new Broken(outcome);
                }
            }
            pieces.clear();
            entries.clear();
            bytes = 0;
        }
    }

    /** The copy did not take a part. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final Outcome outcome;

        Broken(Outcome outcome) {
            super(outcome.name(), null, false, false);
            this.outcome = outcome;
        }
    }
}
