// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.cell;

import io.tocsin.cluster.cell.CellReport.Role;
import io.tocsin.cluster.cell.CopiedStore.Target;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.node.LiveEngine;
import java.io.DataInput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One cell on this member: nothing, a copy, or the owner with its engine. It changes only when the coordinator says so, or
 * when somebody with a greater term turns up. Thread-safe; steps are taken one at a time and may block for seconds.
 */
final class Cell implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Cell.class);
    private static final long BUSY_SECONDS = 1;
    private static final long CLOSE_SECONDS = 8;

    private final int number;
    private final CellParts parts;
    private final ReentrantLock steps = new ReentrantLock();
    private @Nullable Follower follower;
    private volatile @Nullable Reign reign;
    private volatile @Nullable CellReport report;
    private boolean closed;

    /** The time this member is the owner. */
    private record Reign(LiveEngine engine, CopiedStore store, CopySender sender, List<String> view) {}

    Cell(int number, CellParts parts) {
        this.number = number;
        this.parts = parts;
        this.follower = parts.shelf()
                .note(parts.shelf().of(number))
                .map(note -> new Follower(parts.shelf(), parts.shelf().of(number), note))
                .orElse(null);
    }

    /** The engine, while this member is the owner and it takes signals. */
    Optional<LiveEngine> engine() {
        return Optional.ofNullable(reign).map(Reign::engine);
    }

    /** How it is. Does not wait for a step that is being taken: then it answers how it was before. */
    CellReport report() {
        CellReport last = report;
        if (last != null && !steps.tryLock()) {
            return last;
        }
        if (last == null) {
            steps.lock();
        }
        try {
            report = reportNow();
            return report;
        } finally {
            steps.unlock();
        }
    }

    private CellReport reportNow() {
        Follower here = follower;
        if (here == null) {
            return CellReport.none(number);
        }
        Lineage lineage = here.note().lineage();
        long last = here.store().lastSeq();
        Reign owner = reign;
        if (owner == null) {
            return CellReport.copy(number, lineage, last, here.note().whole(), here.live());
        }
        String copy = Optional.ofNullable(owner.store.target().member()).orElse("");
        long behind =
                owner.engine.figures().getOrDefault("fold_behind_signals", 0.0).longValue();
        return new CellReport(
                number,
                Role.OWNER,
                lineage,
                last,
                true,
                true,
                copy,
                owner.store.inSync(),
                owner.view,
                owner.store.copySilent(),
                owner.store.diskFails(),
                behind);
    }

    /**
     * Becomes the owner.
     *
     * @param term greater than any before
     * @param copy who is to hold the copy; empty when there is nobody
     * @param view the members that are there
     */
    void open(Term term, String copy, List<String> view) {
        step(() -> {
            if (closed) {
                throw new IllegalStateException("this member stops");
            }
            Follower here = wholeLog();
            if (reign != null || term.compareTo(here.note().lineage().term()) <= 0) {
                return;
            }
            Lineage lineage = here.note().lineage().with(term, here.store().lastSeq());
            here.note(here.note().with(lineage));
            CopySender sender = new CopySender(parts.net(), number, lineage);
            CopiedStore store = new CopiedStore(here.store(), sender, Target.on(copy));
            LiveEngine engine = parts.engines().start(number, store);
            store.opened();
            reign = new Reign(engine, store, sender, List.copyOf(view));
            LOG.atInfo()
                    .addKeyValue("cell", number)
                    .addKeyValue("term", term)
                    .addKeyValue("after", here.store().lastSeq())
                    .addKeyValue("copy", copy)
                    .log("cell opened");
        });
    }

    /** What is on the disk; an empty log when there is none, or one that was never filled. */
    private Follower wholeLog() {
        Follower here = follower;
        if (here != null && here.note().whole()) {
            return here;
        }
        if (here != null) {
            here.close();
            parts.shelf().remove(parts.shelf().of(number));
        }
        parts.shelf().note(parts.shelf().of(number), Shelf.Note.NEW);
        Follower fresh = new Follower(parts.shelf(), parts.shelf().of(number), Shelf.Note.NEW);
        follower = fresh;
        return fresh;
    }

    /** Says who holds the copy. */
    void copy(String member) {
        Reign owner = reign;
        if (owner != null) {
            owner.store.target(Target.on(member));
        }
    }

    /** Goes on as the owner with a greater term. */
    void renew(Term term, List<String> view) {
        step(() -> {
            Reign owner = reign;
            Follower here = follower;
            if (owner == null
                    || here == null
                    || term.compareTo(here.note().lineage().term()) <= 0) {
                return;
            }
            Lineage lineage = here.note().lineage().with(term, here.store().lastSeq());
            here.note(here.note().with(lineage));
            owner.sender.lineage(lineage);
            reign = new Reign(owner.engine, owner.store, owner.sender, List.copyOf(view));
        });
    }

    /** Stops being the owner; what was accepted is on the disk, and on the copy if that answers. */
    void close(String why) {
        step(() -> end(why));
    }

    private void end(String why) {
        Reign owner = reign;
        Follower here = follower;
        if (owner == null || here == null) {
            return;
        }
        reign = null;
        if (owner.store.lags()) {
            owner.store.end(why);
        } else {
            CompletableFuture.delayedExecutor(CLOSE_SECONDS, TimeUnit.SECONDS).execute(() -> owner.store.end(why));
        }
        owner.engine.close();
        if (!owner.store.lags()) {
            here.closedInOrder();
        }
        LOG.atInfo().addKeyValue("cell", number).addKeyValue("why", why).log("cell closed");
    }

    /** Lets go of a log that nobody needs; what only this member accepted goes to the owner. */
    void settle(Lineage owner) {
        step(() -> {
            if (reign == null) {
                putAside(owner);
            }
        });
    }

    private void putAside(Lineage owner) {
        Follower here = follower;
        if (here == null) {
            return;
        }
        long shared = here.note().lineage().sharedWith(owner);
        boolean accepted = here.note().whole() && here.store().lastSeq() > shared;
        here.close();
        follower = null;
        if (accepted) {
            parts.salvage()
                    .take(parts.shelf()
                            .setAside(number, new Shelf.Note(here.note().lineage(), true, shared)));
        } else {
            parts.shelf().remove(parts.shelf().of(number));
        }
    }

    /** An owner begins to copy its log here. */
    byte[] begin(byte[] payload) {
        return copying(() -> Written.read(payload, in -> {
                    long session = in.readLong();
                    long checkpoint = in.readLong();
                    return follow(Lineage.read(in), session, checkpoint);
                }))
                .bytes();
    }

    private CopyAnswer follow(Lineage lineage, long session, long checkpoint) {
        Follower here = follower;
        if (here != null && lineage.term().compareTo(here.note().lineage().term()) < 0) {
            return CopyAnswer.OVER;
        } else if (reign != null || closed) {
            return CopyAnswer.BUSY;
        }
        putAside(lineage);
        // What a beginning left that found the disk full.
        parts.shelf().remove(parts.shelf().of(number));
        follower = Follower.begin(parts.shelf(), parts.shelf().of(number), lineage, session, checkpoint);
        return CopyAnswer.DONE;
    }

    /** One commit of the owner. */
    byte[] take(byte[] payload) {
        return copying(() -> Written.read(payload, this::take)).bytes();
    }

    private CopyAnswer take(DataInput in) throws IOException {
        Follower here = follower;
        if (reign != null && here != null) {
            return Term.read(in).compareTo(here.note().lineage().term()) < 0 ? CopyAnswer.OVER : CopyAnswer.BUSY;
        }
        return here == null ? CopyAnswer.UNKNOWN : here.take(in);
    }

    /** How far the owner has trimmed its log. */
    void trim(byte[] payload) {
        copying(() -> {
            Follower here = follower;
            if (here != null && reign == null) {
                here.trim(payload);
            }
            return CopyAnswer.DONE;
        });
    }

    /** Runs unless a step is being taken for long: then the owner asks again. */
    private CopyAnswer copying(Answering work) {
        try {
            if (!steps.tryLock(BUSY_SECONDS, TimeUnit.SECONDS)) {
                return CopyAnswer.BUSY;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CopyAnswer.BUSY;
        }
        try {
            return work.answer();
        } finally {
            steps.unlock();
        }
    }

    private interface Answering {
        CopyAnswer answer();
    }

    private void step(Runnable work) {
        steps.lock();
        try {
            work.run();
            report = reportNow();
        } finally {
            steps.unlock();
        }
    }

    /** Lets no commit through from now on, as if the process had died. Does not wait for a step. */
    void abandon() {
        Reign owner = reign;
        if (owner != null) {
            owner.store.end("this member was abandoned");
        }
    }

    /** Stops; the log stays for the next start. */
    @Override
    public void close() {
        step(() -> {
            closed = true;
            end("this member stops");
            Follower here = follower;
            follower = null;
            if (here != null) {
                here.close();
            }
        });
    }
}
