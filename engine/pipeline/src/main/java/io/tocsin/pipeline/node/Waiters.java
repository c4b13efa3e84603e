// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Those who wait for what the fold says to an entry of theirs, by the id of the entry. Thread-safe.
 *
 * @param <T> one answer
 */
final class Waiters<T> {
    /** So long nobody waits but when whoever should answer has gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Batch<T>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final String life;
    private final Duration patience;

    /** Ids begin with a life's name, so that what an earlier life wrote is answered to nobody. */
    Waiters(String life) {
        this(life, PATIENCE);
    }

    Waiters(String life, Duration patience) {
        this.life = life;
        this.patience = patience;
    }

    /** A new id. */
    String id() {
        return life + "-" + numbers.incrementAndGet();
    }

    /** Waits for a number of answers to an entry, in order; fails when they do not come in time. */
    CompletableFuture<List<T>> expect(String id, int answers) {
        Batch<T> batch = new Batch<>(answers);
        waiting.put(id, batch);
        batch.done.whenComplete((answer, failure) -> waiting.remove(id));
        return batch.done.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The entry was not written. */
    void fail(String id, Throwable reason) {
        Batch<T> batch = waiting.remove(id);
        if (batch != null) {
            batch.done.completeExceptionally(reason);
        }
    }

    /** One answer; whoever does not wait here does not hear it. */
    void answer(String id, int index, T answer) {
        Batch<T> batch = waiting.get(id);
        if (batch != null && batch.take(index, answer)) {
            waiting.remove(id);
        }
    }

    private static final class Batch<T> {
        private final CompletableFuture<List<T>> done = new CompletableFuture<>();
        private final AtomicReferenceArray<T> answers;
        private final AtomicInteger missing;

        Batch(int size) {
            this.answers = new AtomicReferenceArray<>(size);
            this.missing = new AtomicInteger(size);
        }

        /** Answers whether that was the last one. */
        boolean take(int index, T answer) {
            answers.set(index, answer);
            if (missing.decrementAndGet() > 0) {
                return false;
            }
            List<T> all = new ArrayList<>(answers.length());
            for (int i = 0; i < answers.length(); i++) {
                all.add(answers.get(i));
            }
            done.complete(all);
            return true;
        }
    }
}
