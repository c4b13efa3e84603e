// SPDX-License-Identifier: Apache-2.0
package io.tocsin.streams;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.decision.Flag;
import io.tocsin.model.response.Receipt;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.store.Commit;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An engine that keeps what it is given, unless its disk is away. */
final class KeepingEngine implements Engine {
    private static final @Nullable Void NOTHING = null;

    final List<Signal> accepted = new CopyOnWriteArrayList<>();
    final List<Commit.DeadLetter> letters = new CopyOnWriteArrayList<>();
    final AtomicInteger refused = new AtomicInteger();
    volatile boolean away;

    static List<Signal> signals(Reading reading) {
        return ((Reading.Understood) reading).signals();
    }

    @Override
    public CompletionStage<Receipt> accept(List<Signal> signals) {
        if (away) {
            refused.incrementAndGet();
            return CompletableFuture.failedFuture(new IllegalStateException("no disk"));
        }
        accepted.addAll(signals);
        return CompletableFuture.completedFuture(
                new Receipt(signals.stream().map(Signal::id).toList()));
    }

    @Override
    public CompletionStage<Void> deadLetter(Commit.DeadLetter letter) {
        letters.add(letter);
        return CompletableFuture.completedFuture(NOTHING);
    }

    @Override
    public CompletionStage<CommandResult> command(Command command) {
        return CompletableFuture.completedFuture(new CommandResult(false, "nobody is here"));
    }

    @Override
    public Collection<LiveAlert> alerts() {
        return List.of();
    }

    @Override
    public Optional<LiveAlert> alert(String id) {
        return Optional.empty();
    }

    @Override
    public Collection<RunbookRun> runs() {
        return List.of();
    }

    @Override
    public Optional<Flag> flag(String tenant, String key) {
        return Optional.empty();
    }

    @Override
    public Collection<Flag> flags() {
        return List.of();
    }

    @Override
    public Ledger ledger() {
        return new Ledger(accepted.size(), Map.of());
    }

    @Override
    public Map<String, Double> figures() {
        return Map.of();
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public AutoCloseable listen(Consumer<Update> listener) {
        return () -> {};
    }
}
