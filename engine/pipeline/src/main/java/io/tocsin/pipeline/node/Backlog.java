// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far the folds are behind what was offered. The log waits for them when they are far behind, so that senders are
 * answered later instead of the memory being filled; when even those who wait are too many, senders are refused.
 * Thread-safe.
 */
final class Backlog {
    /** Signals that may be in the log and not yet folded: about a quarter of a second of full load. */
    private static final long MAX_UNFOLDED = 20_000;

    /** Signals that may be on their way altogether. */
    private static final long MAX_OFFERED = 100_000;

    private static final long LOOK_MILLIS = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final AtomicLong offered = new AtomicLong();
    private final long[] folded;
    private volatile long slowest;
    private volatile boolean closed;
    private long logged;

    Backlog(int slices) {
        this.folded = new long[slices];
    }

    /** A sender offers so many signals; negative when they could not be made durable. */
    void offered(long signals) {
        offered.addAndGet(signals);
    }

    /** Signals that were offered since the start. */
    long offered() {
        return offered.get();
    }

    /** Signals that were offered and are not yet folded by the slowest slice. */
    long behind() {
        return offered.get() - slowest;
    }

    boolean full() {
        return behind() > MAX_OFFERED;
    }

    /** So many signals are in the log now and go to every slice. Called by the log's thread. */
    void logged(long signals) {
        lock.lock();
        try {
            logged += signals;
        } finally {
            lock.unlock();
        }
    }

    /** A slice has seen so many more signals of the log, its own and others. */
    void folded(int slice, long signals) {
        if (signals == 0) {
            return;
        }
        lock.lock();
        try {
            folded[slice] += signals;
            slowest = Arrays.stream(folded).min().orElse(0);
            if (logged - slowest <= MAX_UNFOLDED) {
                room.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The folds have ended: nobody is to wait for them any more. */
    void close() {
        closed = true;
    }

    /** Waits until the folds are not far behind the log. Called by the log's thread. */
    void awaitRoom() throws InterruptedException {
        lock.lock();
        try {
            while (!closed && logged - slowest > MAX_UNFOLDED) {
                room.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }
}
