// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.decision.Flag;
import io.tocsin.model.response.Receipt;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.admission.Verdict;
import io.tocsin.pipeline.store.Commit;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The engine as the outside of the house sees it. Thread-safe; nothing here blocks. */
public interface Engine {

    /**
     * Accepts a batch. Completes once the batch is durable, exceptionally with {@link Overloaded} when the engine cannot
     * take it now, or with a store exception when it could not be made durable.
     */
    CompletionStage<Receipt> accept(List<Signal> signals);

    /** Keeps a body nobody understood. Completes once it is durable. */
    CompletionStage<Void> deadLetter(Commit.DeadLetter letter);

    /**
     * The newest dead letters, newest first. Completes exceptionally with {@link UnsupportedOperationException} when this
     * engine keeps none.
     */
    default CompletionStage<List<Commit.DeadLetter>> deadLetters(int max) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("this engine keeps no dead letters"));
    }

    /** Gives a command. Completes once it is applied, with a sentence that says what came of it. */
    CompletionStage<CommandResult> command(Command command);

    /**
     * Asks the budgets of a tenant before money is spent, or tells them what came of it. Completes once the answer is
     * durable, so that it holds whatever becomes of this process; exceptionally with {@link Overloaded} when whoever owns
     * the tenant's budgets cannot be reached or cannot take more: then nobody has decided anything.
     */
    default CompletionStage<Verdict> admit(Ask ask) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("this engine keeps no budgets"));
    }

    /** Every alert that is pending or open, and those resolved in the last 24 hours; newest first. */
    Collection<LiveAlert> alerts();

    /** One alert by id. */
    Optional<LiveAlert> alert(String id);

    /** Runs of the last 24 hours, newest first. */
    Collection<RunbookRun> runs();

    /** A decision that a tenant's applications read, if the engine has an opinion. */
    Optional<Flag> flag(String tenant, String key);

    /** Every flag in force, by tenant and key. */
    Collection<Flag> flags();

    /** The conservation ledger: accepted signals and what became of them, by outcome. */
    Ledger ledger();

    /** Figures of the engine by metric name without prefix; keys may carry one label as {@code name{label="value"}}. */
    Map<String, Double> figures();

    /** Log time: where the engine's clock stands. */
    Instant now();

    /** Whether signals can be accepted; false while starting, recovering or stopping. */
    boolean ready();

    /** Whether so much waits to be folded that signals are refused for a moment; to be asked before reading a body. */
    default boolean overloaded() {
        return false;
    }

    /** The cluster this engine is a member of, as this member sees it; empty when it is on its own. */
    default Optional<ClusterView> cluster() {
        return Optional.empty();
    }

    /** Hears about every change of an alert or a run, in order. The listener must not block. */
    AutoCloseable listen(Consumer<Update> listener);

    /**
     * What came of a command.
     *
     * @param ok whether it was applied
     * @param message one sentence for people
     */
    record CommandResult(boolean ok, String message) {}

    /**
     * Accepted signals and what became of them.
     *
     * @param accepted signals accepted since the log began
     * @param outcomes how many ended how, sorted by outcome; their sum is {@code accepted} once the log is folded
     */
    record Ledger(long accepted, Map<String, Long> outcomes) {}

    /**
     * Something changed that people may want to see.
     *
     * @param at log time
     * @param kind {@code alert}, {@code page}, {@code run} or {@code flag}
     * @param what what happened, such as {@code fired}
     * @param text one line for people
     * @param alert the alert as it is now, if it is about one
     * @param run the run as it is now, if it is about one
     */
    record Update(
            Instant at, String kind, String what, String text, Optional<LiveAlert> alert, Optional<RunbookRun> run) {}

    /** The engine cannot take more now; the sender should try again after a second. */
    final class Overloaded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** With a sentence for people. */
        public Overloaded(String message) {
            super(message);
        }
    }
}
