// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.decision.Flag;
import io.tocsin.model.response.Receipt;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.ClusterView;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.admission.Verdict;
import io.tocsin.pipeline.store.Commit;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An engine that keeps what it is given and completes on a thread of its own, as the real one does. */
final class FakeEngine implements Engine, AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-24T03:10:00Z");

    final List<Signal> accepted = new CopyOnWriteArrayList<>();
    final List<Commit.DeadLetter> letters = new CopyOnWriteArrayList<>();
    final List<Command> commands = new CopyOnWriteArrayList<>();
    final Map<String, LiveAlert> alerts = new LinkedHashMap<>();
    final Map<String, RunbookRun> runs = new LinkedHashMap<>();
    final Map<String, Flag> flags = new ConcurrentSkipListMap<>();
    final List<Consumer<Update>> listeners = new CopyOnWriteArrayList<>();
    final List<Ask> asks = new CopyOnWriteArrayList<>();
    volatile Verdict verdict = new Verdict(Verdict.Outcome.GRANTED, "", List.of(), NOW, null);
    volatile CommandResult answer = new CommandResult(true, "done");
    volatile boolean ready = true;
    volatile boolean silent;
    volatile Optional<ClusterView> cluster = Optional.empty();
    volatile boolean keepsLetters = true;
    volatile @Nullable RuntimeException failure;
    private static final @Nullable Void NOTHING = null;
    private final ExecutorService log = Executors.newSingleThreadExecutor();

    @Override
    public CompletionStage<Receipt> accept(List<Signal> signals) {
        return later(() -> {
            accepted.addAll(signals);
            return new Receipt(signals.stream().map(Signal::id).toList());
        });
    }

    @Override
    public CompletionStage<Void> deadLetter(Commit.DeadLetter letter) {
        return later(() -> {
            letters.add(letter);
            return NOTHING;
        });
    }

    @Override
    public CompletionStage<List<Commit.DeadLetter>> deadLetters(int max) {
        return keepsLetters ? later(() -> letters) : Engine.super.deadLetters(max);
    }

    @Override
    public CompletionStage<CommandResult> command(Command command) {
        return later(() -> {
            commands.add(command);
            return answer;
        });
    }

    @Override
    public CompletionStage<Verdict> admit(Ask ask) {
        return later(() -> {
            asks.add(ask);
            return verdict;
        });
    }

    private <T extends @Nullable Object> CompletionStage<T> later(Supplier<T> step) {
        CompletableFuture<T> done = new CompletableFuture<>();
        log.execute(() -> {
            RuntimeException thrown = failure;
            if (thrown != null) {
                done.completeExceptionally(thrown);
            } else if (!silent) {
                done.complete(step.get());
            }
        });
        return done;
    }

    @Override
    public Collection<LiveAlert> alerts() {
        return alerts.values();
    }

    @Override
    public Optional<LiveAlert> alert(String id) {
        return Optional.ofNullable(alerts.get(id));
    }

    @Override
    public Collection<RunbookRun> runs() {
        return runs.values();
    }

    @Override
    public Optional<Flag> flag(String tenant, String key) {
        return Optional.ofNullable(flags.get(key)).filter(flag -> flag.tenant().equals(tenant));
    }

    @Override
    public Collection<Flag> flags() {
        return flags.values();
    }

    @Override
    public Ledger ledger() {
        Map<String, Long> outcomes = new TreeMap<>(Map.of("no-match", (long) accepted.size()));
        if (!letters.isEmpty()) {
            outcomes.put("dead-letter", (long) letters.size());
        }
        return new Ledger(accepted.size() + letters.size(), outcomes);
    }

    @Override
    public Map<String, Double> figures() {
        return Map.of("queue_depth", 3.0, "rule_firings_total{rule=\"cost.hourly-spend-spike\"}", 2.0);
    }

    @Override
    public Instant now() {
        return NOW;
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public Optional<ClusterView> cluster() {
        return cluster;
    }

    @Override
    public AutoCloseable listen(Consumer<Update> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void tell(Update update) {
        log.execute(() -> listeners.forEach(listener -> listener.accept(update)));
    }

    @Override
    public void close() {
        log.shutdownNow();
    }
}
