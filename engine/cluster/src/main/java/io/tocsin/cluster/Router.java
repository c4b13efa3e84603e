// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster;

import io.tocsin.cluster.cell.Cells;
import io.tocsin.cluster.net.Kind;
import io.tocsin.cluster.net.Net;
import io.tocsin.pipeline.Engine.Overloaded;
import io.tocsin.pipeline.node.LiveEngine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Brings what is for a cell to whoever owns it, here or elsewhere. While a cell changes hands it tries again, for a bounded
 * time: what is brought twice is known by its id. Thread-safe.
 */
final class Router {
    private static final long AGAIN_MILLIS = 50;
    private static final Duration LIMIT = Duration.ofSeconds(4);
    private static final long ANSWER_SECONDS = 4;

    /** Whoever asks has an answer by then, whether or not a call or a commit under way has one. */
    private static final Duration DEADLINE = Duration.ofMillis(4_500);

    private static final String FULL = "overloaded";

    private final Net net;
    private final Cells cells;
    private final IntFunction<Optional<String>> owners;
    private final ScheduledExecutorService timer;

    Router(Net net, Cells cells, IntFunction<Optional<String>> owners, ScheduledExecutorService timer) {
        this.net = net;
        this.cells = cells;
        this.owners = owners;
        this.timer = timer;
    }

    /**
     * What an engine does with a message, and how the message travels to an engine elsewhere.
     *
     * @param kind what is asked
     * @param payload writes the message, if it has to travel
     * @param here what the engine does with it
     * @param answer reads the answer
     * @param <T> the answer
     */
    record Message<T>(
            Kind kind,
            Supplier<byte[]> payload,
            Function<LiveEngine, CompletionStage<T>> here,
            Function<byte[], T> answer) {}

    /** Brings a message to the owner of a cell; fails with {@link Overloaded} when none could take it in time. */
    <T> CompletableFuture<T> bring(int cell, Message<T> message) {
        return bring(cell, message, LIMIT, DEADLINE);
    }

    /** Brings a message to the owner of a cell, and waits no longer than that in all. */
    <T> CompletableFuture<T> bring(int cell, Message<T> message, Duration patience) {
        return bring(cell, message, patience, patience);
    }

    private <T> CompletableFuture<T> bring(int cell, Message<T> message, Duration limit, Duration deadline) {
        CompletableFuture<T> result = new CompletableFuture<>();
        attempt(cell, message, System.nanoTime() + limit.toNanos(), result);
        return result.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        failure instanceof TimeoutException
                                ? new Overloaded(
                                        "cell " + cell + " gave no answer within " + deadline.toMillis() + " ms")
                                : failure));
    }

    private <T> void attempt(int cell, Message<T> message, long until, CompletableFuture<T> result) {
        attemptOnce(cell, message).whenComplete((answer, failure) -> {
            if (result.isDone()) {
                return;
            }
            if (failure == null) {
                result.complete(answer);
            } else if (isFull(failure)) {
                result.completeExceptionally(new Overloaded("cell " + cell + " cannot take more now"));
            } else if (System.nanoTime() > until) {
                result.completeExceptionally(new Overloaded("cell " + cell + " has no owner that answers: "
                        + cause(failure).getMessage()));
            } else {
                timer.schedule(() -> attempt(cell, message, until, result), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        });
    }

    /** Never throws: whoever asked hears of any failure through the answer. */
    private <T> CompletionStage<T> attemptOnce(int cell, Message<T> message) {
        try {
            return attempt(cell, message);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private <T> CompletionStage<T> attempt(int cell, Message<T> message) {
        Optional<LiveEngine> here = cells.engine(cell);
        if (here.isPresent()) {
            return message.here().apply(here.get());
        }
        Optional<String> owner = owners.apply(cell);
        if (owner.isEmpty() || owner.get().equals(net.self())) {
            return CompletableFuture.failedFuture(new IllegalStateException("nobody owns it"));
        }
        return net.call(owner.get(), message.kind(), cell, message.payload().get())
                .thenApply(message.answer());
    }

    private static boolean isFull(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof Overloaded || FULL.equals(cause.getMessage());
    }

    private static Throwable cause(Throwable failure) {
        boolean wrapped = failure instanceof CompletionException || failure instanceof ExecutionException;
        Throwable inner = failure.getCause();
        return wrapped && inner != null ? cause(inner) : failure;
    }

    /** Answers a message from elsewhere by the engine of the cell. Blocks until that has answered. */
    <T> T answer(int cell, Function<LiveEngine, CompletionStage<T>> work) {
        LiveEngine engine =
                cells.engine(cell).orElseThrow(() -> new IllegalStateException("cell " + cell + " is not here"));
        try {
            return work.apply(engine).toCompletableFuture().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = cause(e);
            throw new IllegalStateException(cause instanceof Overloaded ? FULL : cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new IllegalStateException("cell " + cell + " took longer than " + ANSWER_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
