// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where deliveries wait whose proof asks another server, apart from everything else: when that server hangs, only they wait,
 * and when too many do, they are sent away. Thread-safe.
 */
public final class WaitingRoom implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int SEATS = 64;

    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(SEATS), task -> {
                Thread thread = new Thread(task, "tocsin-proof");
                thread.setDaemon(true);
                return thread;
            });

    /** An empty one. */
    public WaitingRoom() {
        executor.allowCoreThreadTimeOut(true);
    }

    /** What the question is answered with; fails with {@link RejectedExecutionException} when there is no seat. */
    <T> CompletionStage<T> ask(Supplier<T> question) {
        try {
            return CompletableFuture.supplyAsync(question, executor);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(full);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
