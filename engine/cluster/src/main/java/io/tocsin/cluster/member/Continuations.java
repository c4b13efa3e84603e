// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import com.hazelcast.internal.util.ConcurrencyUtil;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/**
 * The threads on which Hazelcast goes on once an answer has come. On one or two cores the JDK's common pool has no more than
 * one thread; then Hazelcast, like {@code CompletableFuture}, starts a thread for every continuation, and each call has two:
 * a quarter of the CPU time of three members in one process that were asked of budgets (busy machine, 2026-11-27). Here such
 * threads are used again. As before, none waits for another.
 */
final class Continuations {
    static {
        if (ForkJoinPool.getCommonPoolParallelism() <= 1) {
            ConcurrencyUtil.setDefaultAsyncExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "tocsin-answers");
                thread.setDaemon(true);
                return thread;
            }));
        }
    }

    private Continuations() {}

    /** Sees to it, once per process. */
    static void reuseThreads() {
        // Loading the class has done it.
    }
}
