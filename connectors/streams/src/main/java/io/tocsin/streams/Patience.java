// SPDX-License-Identifier: Apache-2.0
package io.tocsin.streams;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries something until it is done, however long the engine is full or its disk away, or until it is ended. Thread-safe. */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final long ANSWER_SECONDS = 30;
    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 5_000;

    private final String stream;
    private final BooleanSupplier open;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** @param open whether it is worth a try now */
    Patience(String stream, BooleanSupplier open) {
        this.stream = stream;
        this.open = open;
    }

    /** Blocks until it is done. @throws IllegalStateException if it was ended before */
    void until(Supplier<? extends CompletionStage<?>> step) {
        long pause = FIRST_MILLIS;
        while (!done(step, pause == FIRST_MILLIS)) {
            pause(pause);
            pause = Math.min(LONGEST_MILLIS, 2 * pause);
        }
    }

    private boolean done(Supplier<? extends CompletionStage<?>> step, boolean first) {
        if (!open.getAsBoolean()) {
            return false;
        }
        try {
            step.get().toCompletableFuture().get(ANSWER_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            if (first) {
                LOG.atWarn().addKeyValue("stream", stream).setCause(e).log("nothing can be kept now, the stream waits");
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void pause(long millis) {
        try {
            if (ended.await(millis, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the stream " + stream + " is closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Lets everything go that waits. */
    void end() {
        ended.countDown();
    }
}
