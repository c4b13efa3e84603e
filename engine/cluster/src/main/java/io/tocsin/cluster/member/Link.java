// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import com.hazelcast.cluster.Member;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls between members. Calls to one member may overtake one another. A call is made at most once; it is never repeated
 * here. Thread-safe.
 */
public final class Link {
    private final HazelcastMember member;

    Link(HazelcastMember member) {
        this.member = member;
    }

    /**
     * Answers calls of a kind from now on.
     *
     * @throws IllegalStateException if the kind has a handler already
     */
    public void handle(byte kind, CallHandler handler) {
        CallHandlers.of(member.instance()).add(kind, handler);
    }

    /**
     * Calls a member by name, or this one. Does not block. The future completes on a thread of Hazelcast's, so what
     * follows must not block either.
     *
     * @param payload copied before this returns
     * @param timeout until {@link Unanswered}, positive
     * @return the answer, or {@link RemoteFailure} or {@link Unanswered}
     */
    public CompletableFuture<byte[]> call(
            String name, Executor executor, byte kind, int cell, byte[] payload, Duration timeout) {
        Optional<Member> called = member.named(name);
        if (called.isEmpty()) {
            return CompletableFuture.failedFuture(new Unanswered("member " + name + " is not in the cluster"));
        }
        Pending pending = new Pending(name);
        try {
            pending.follow(member.instance()
                    .getExecutorService(executor.id())
                    .submitToMember(new Call(kind, cell, payload), called.get()));
        } catch (RuntimeException refused) {
            pending.failed(refused);
        }
        return pending.answer(timeout);
    }

    /** One call that waits for its answer. */
    private static final class Pending {
        private final String name;
        private final CompletableFuture<byte[]> answer = new CompletableFuture<>();

        Pending(String name) {
            this.name = name;
        }

        /** What a member's executor gives is such a future; it goes on where the answer comes in, without another thread. */
        void follow(Future<byte[]> running) {
            ((CompletableFuture<byte[]>) running).whenCompleteAsync(this::came, Runnable::run);
        }

        private void came(byte @Nullable [] written, @Nullable Throwable reason) {
            if (written == null) {
                failed(reason instanceof CompletionException && reason.getCause() != null ? reason.getCause() : reason);
                return;
            }
            try {
                answer.complete(Answer.read(written));
            } catch (RemoteFailure failure) {
                answer.completeExceptionally(failure);
            }
        }

        void failed(@Nullable Throwable reason) {
            answer.completeExceptionally(new Unanswered("member " + name + " gave no answer: " + reason));
        }

        CompletableFuture<byte[]> answer(Duration timeout) {
            CompletableFuture<byte[]> limited = new CompletableFuture<>();
            answer.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).whenComplete((bytes, failure) -> {
                if (failure == null) {
                    limited.complete(bytes);
                } else {
                    limited.completeExceptionally(told(failure, timeout));
                }
            });
            return limited;
        }

        private Throwable told(Throwable failure, Duration timeout) {
            return failure instanceof TimeoutException
                    ? new Unanswered("member " + name + " gave no answer within " + timeout.toMillis() + " ms")
                    : failure;
        }
    }
}
