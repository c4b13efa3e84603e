// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.cell;

import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.LogRecord;
import io.tocsin.pipeline.store.OutboxItem;
import io.tocsin.pipeline.store.Store;
import io.tocsin.pipeline.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The store of a cell's owner: what is committed is on this member's disk and on the disk of the copy before the commit
 * returns. While it is not known who the copy is, or the copy does not answer, a commit waits. A member that is alone
 * commits on its own disk only. Thread-safe.
 */
final class CopiedStore implements Store {
    private static final long AGAIN_MILLIS = 100;

    private final Store disk;
    private final CopySender sender;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Stall full = new Stall();
    private Target target;
    private @Nullable String attached;
    private String over = "";
    private boolean opening = true;

    /**
     * Where the second copy is.
     *
     * @param decided whether it is known
     * @param member the copy; null when there is nobody else
     */
    record Target(boolean decided, @Nullable String member) {
        /** Wait until somebody says. */
        static final Target UNDECIDED = new Target(false, null);

        /** Nobody else is there. */
        static final Target ALONE = new Target(true, null);

        static Target on(String member) {
            return member.isEmpty() ? ALONE : new Target(true, member);
        }
    }

    CopiedStore(Store disk, CopySender sender, Target target) {
        this.disk = disk;
        this.sender = sender;
        this.target = target;
    }

    /** Says who is the copy from now on. */
    void target(Target next) {
        locked(() -> {
            if (!next.equals(target)) {
                sender.stall().goesOn();
            }
            target = next;
        });
    }

    Target target() {
        lock.lock();
        try {
            return target;
        } finally {
            lock.unlock();
        }
    }

    /** The term has changed while this member stayed the owner. */
    void lineage(Lineage lineage) {
        sender.lineage(lineage);
    }

    /** Whether everything committed so far is on the copy; the copy knows it too. */
    boolean inSync() {
        lock.lock();
        try {
            return attached != null && attached.equals(target.member);
        } finally {
            lock.unlock();
        }
    }

    /** Whether a commit would wait: the copy is not known or has not everything. */
    boolean lags() {
        lock.lock();
        try {
            return !target.decided || (target.member != null && !target.member.equals(attached));
        } finally {
            lock.unlock();
        }
    }

    /** The engine has started: from now on every commit is copied. */
    void opened() {
        locked(() -> opening = false);
    }

    /** The cell is another's: no commit gets through from now on. */
    void end(String why) {
        locked(() -> over = why);
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void commit(Commit commit) {
        lock.lock();
        try {
            refuseWhenOver();
            onDisk(commit);
            boolean alreadyInTheLog = opening && commit.log().isEmpty();
            sender.stall().tries();
            while (!alreadyInTheLog && !copied(commit)) {
                changed.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                refuseWhenOver();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while a commit was copied", e);
        } finally {
            sender.stall().over();
            lock.unlock();
        }
    }

    private void onDisk(Commit commit) {
        full.tries();
        disk.commit(commit);
        full.over();
    }

    /** For how long this member's own disk has taken nothing; zero once it has taken a commit. */
    Duration diskFails() {
        return full.soFar();
    }

    /** For how long a commit has waited for a copy that is known and gives no answer; zero while none waits. */
    Duration copySilent() {
        return target().member == null ? Duration.ZERO : sender.stall().soFar();
    }

    private void refuseWhenOver() {
        if (!over.isEmpty()) {
            throw new StoreException(over);
        }
    }

    /** Whether the copy has it, or nobody is there to have it. Lets go of the lock while it waits for an answer. */
    private boolean copied(Commit commit) {
        String member = target.member;
        if (member == null) {
            attached = null;
            return target.decided;
        }
        boolean fresh = !member.equals(attached);
        attached = fresh ? null : attached;
        CopySender.Outcome outcome = unlocked(() -> fresh ? sender.all(member, disk) : sender.one(member, commit));
        switch (outcome) {
            case DONE -> attached = member;
            case UNKNOWN -> attached = null;
            case AGAIN -> {
                // it may be there or not; the same is sent again
            }
            case OVER -> over = "another member owns the cell";
        }
        return outcome == CopySender.Outcome.DONE;
    }

    private <T> T unlocked(Supplier<T> work) {
        lock.unlock();
        try {
            return work.get();
        } finally {
            lock.lock();
        }
    }

    @Override
    public void begin(long seq) {
        throw new UnsupportedOperationException("a cell begins before it is opened");
    }

    @Override
    public long lastSeq() {
        return disk.lastSeq();
    }

    @Override
    public long checkpointSeq() {
        return disk.checkpointSeq();
    }

    @Override
    public void readCheckpoint(Consumer<Commit.Piece> consumer) {
        disk.readCheckpoint(consumer);
    }

    @Override
    public void readLog(long afterSeq, Consumer<LogRecord> consumer) {
        disk.readLog(afterSeq, consumer);
    }

    @Override
    public List<OutboxItem> unsettled() {
        return disk.unsettled();
    }

    @Override
    public List<Commit.DeadLetter> deadLetters(int max) {
        return disk.deadLetters(max);
    }

    @Override
    public void trim(long upToSeq) {
        disk.trim(upToSeq);
        String member = target().member;
        if (member != null) {
            sender.trim(member, upToSeq);
        }
    }

    /** Leaves the disk open: the cell may go on as a copy. */
    @Override
    public void close() {}
}
