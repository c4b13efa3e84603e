// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster;

import io.tocsin.cluster.Router.Message;
import io.tocsin.cluster.net.Kind;
import io.tocsin.cluster.net.Net;
import io.tocsin.pipeline.Engine.Overloaded;
import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.admission.Verdict;
import io.tocsin.pipeline.log.AdmissionCodec;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.node.LiveEngine;
import io.tocsin.pipeline.shard.Placement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Brings what applications ask of budgets to the owner of the tenant's cell. What is asked while a call is under way goes
 * together in the next one, so the more is asked, the cheaper each ask gets.
 *
 * <p>Only an owner that sees a majority decides, and it looks again before it answers: two sides of a split must not both
 * give away the same money. Thread-safe.
 */
final class AdmissionDesk {
    /** Most asks that wait for one cell; more than a second of the highest load. */
    private static final int MOST_WAITING = 8_192;

    /** Whoever wants to spend money does not wait as long as whoever has a signal to bring. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private final Net net;
    private final Router router;
    private final BooleanSupplier majority;
    private final List<Lane> lanes =
            IntStream.range(0, Placement.CELLS).mapToObj(Lane::new).toList();

    /**
     * Of a member.
     *
     * @param majority whether a majority has answered lately, as for actions: who is merely listed may be gone for seconds
     */
    AdmissionDesk(Net net, Router router, BooleanSupplier majority) {
        this.net = net;
        this.router = router;
        this.majority = majority;
        net.handle(Kind.ADMIT, (cell, payload) -> {
            List<Ask> asks = Written.read(payload, AdmissionCodec::asks);
            List<Verdict> verdicts = router.answer(cell, engine -> decide(engine, asks));
            return Written.bytes(out -> AdmissionCodec.verdicts(out, verdicts));
        });
    }

    CompletionStage<Verdict> ask(Ask ask) {
        return lanes.get(Placement.cell(Placement.ofTenant(ask.tenant()))).add(ask);
    }

    private CompletionStage<List<Verdict>> decide(LiveEngine engine, List<Ask> asks) {
        return majority.getAsBoolean()
                ? engine.admit(asks).thenCompose(this::confirmed)
                : CompletableFuture.failedFuture(minority());
    }

    private CompletionStage<List<Verdict>> confirmed(List<Verdict> verdicts) {
        return majority.getAsBoolean()
                ? CompletableFuture.completedFuture(verdicts)
                : CompletableFuture.failedFuture(minority());
    }

    private Overloaded minority() {
        return new Overloaded("member " + net.self() + " sees no majority, so it decides nothing about money");
    }

    /** What is asked of one cell. */
    private final class Lane {
        private final int cell;
        private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
        private boolean underWay;

        private record Waiting(Ask ask, CompletableFuture<Verdict> verdict) {}

        Lane(int cell) {
            this.cell = cell;
        }

        CompletableFuture<Verdict> add(Ask ask) {
            Waiting waiting = new Waiting(ask, new CompletableFuture<>());
            synchronized (this) {
                if (queue.size() >= MOST_WAITING) {
                    return CompletableFuture.failedFuture(new Overloaded("cell " + cell + " cannot be asked more now"));
                }
                queue.add(waiting);
            }
            send();
            return waiting.verdict();
        }

        private void send() {
            List<Waiting> together;
            synchronized (this) {
                if (underWay || queue.isEmpty()) {
                    return;
                }
                underWay = true;
                together = List.copyOf(queue);
                queue.clear();
            }
            List<Ask> asks = together.stream().map(Waiting::ask).toList();
            Message<List<Verdict>> message = new Message<>(
                    Kind.ADMIT,
                    () -> Written.bytes(out -> AdmissionCodec.asks(out, asks)),
                    engine -> decide(engine, asks),
                    answer -> Written.read(answer, AdmissionCodec::verdicts));
            router.bring(cell, message, PATIENCE)
                    .whenComplete((verdicts, failure) -> answered(together, verdicts, failure));
        }

        private void answered(List<Waiting> together, @Nullable List<Verdict> verdicts, @Nullable Throwable failure) {
            synchronized (this) {
                underWay = false;
            }
            send();
            for (int i = 0; i < together.size(); i++) {
                CompletableFuture<Verdict> verdict = together.get(i).verdict();
                if (verdicts != null) {
                    verdict.complete(verdicts.get(i));
                } else if (failure != null) {
                    verdict.completeExceptionally(failure);
                }
            }
        }
    }
}
