// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.cell;

import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.Store;
import io.tocsin.pipeline.store.StoreException;
import java.io.DataInput;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The store of a cell that this member does not fold: follows the owner's commits, session by session. Not thread-safe;
 * its cell takes care of that.
 */
final class Follower implements AutoCloseable {
    private final Shelf shelf;
    private final Path folder;
    private final Store store;
    private Shelf.Note note;
    private long session;
    private long number;
    private boolean live;

    /** Opens what is in a folder. */
    Follower(Shelf shelf, Path folder, Shelf.Note note) {
        this.shelf = shelf;
        this.folder = folder;
        this.note = note;
        this.store = shelf.open(folder);
    }

    /** Begins to follow an owner from nothing, in an empty folder. */
    static Follower begin(Shelf shelf, Path folder, Lineage lineage, long session, long checkpoint) {
        Shelf.Note note = new Shelf.Note(lineage, false, 0);
        shelf.note(folder, note);
        Follower follower = new Follower(shelf, folder, note);
        follower.session = session;
        try {
            if (checkpoint > 0) {
                follower.store.begin(checkpoint);
            }
            return follower;
        } catch (StoreException full) {
            follower.close();
            throw full;
        }
    }

    Store store() {
        return store;
    }

    Shelf.Note note() {
        return note;
    }

    /** Notes something else. */
    void note(Shelf.Note next) {
        shelf.note(folder, next);
        note = next;
    }

    /** Whether it has followed its owner since this process began, or was closed by it in good order. */
    boolean live() {
        return live && note.whole();
    }

    /** The owner closed in good order here: nobody can be ahead. */
    Follower closedInOrder() {
        live = true;
        return this;
    }

    /** Takes one commit of a session. */
    CopyAnswer take(DataInput in) throws IOException {
        Term term = Term.read(in);
        long ofSession = in.readLong();
        long sent = in.readLong();
        if (term.compareTo(note.lineage().term()) < 0) {
            return CopyAnswer.OVER;
        } else if (ofSession != session || sent > number + 1) {
            return CopyAnswer.UNKNOWN;
        } else if (sent <= number) {
            return CopyAnswer.DONE;
        }
        boolean whole = in.readBoolean();
        Lineage lineage = in.readBoolean() ? Lineage.read(in) : note.lineage();
        return apply(CommitCodec.read(in), new Shelf.Note(lineage, note.whole() || whole, 0), sent);
    }

    private CopyAnswer apply(Commit commit, Shelf.Note next, long sent) {
        try {
            store.commit(commit);
        } catch (StoreException full) {
            return CopyAnswer.BUSY;
        } catch (IllegalArgumentException gap) {
            return CopyAnswer.UNKNOWN;
        }
        number = sent;
        if (!next.equals(note)) {
            note(next);
        }
        live |= note.whole();
        return CopyAnswer.DONE;
    }

    /** Trims the log as far as the checkpoint allows. */
    void trim(byte[] payload) {
        long upTo = Written.read(payload, DataInput::readLong);
        store.trim(Math.min(upTo, store.checkpointSeq()));
    }

    @Override
    public void close() {
        store.close();
    }
}
