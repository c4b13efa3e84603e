// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.decision.Flag;
import io.tocsin.model.response.Receipt;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.admission.Verdict;
import io.tocsin.pipeline.log.LogCodec;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.shard.Outcomes;
import io.tocsin.pipeline.shard.Placement;
import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.LogRecord;
import io.tocsin.pipeline.store.OutboxItem;
import io.tocsin.pipeline.tenant.TenantFold;
import io.tocsin.pipeline.tenant.TenantOutput;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A node on a virtual clock: whoever drives it says what time it is, and everything that follows from an entry has
 * happened when the call returns. Same fold, same log, same effects as a live node; equal input gives equal output to the
 * byte. For demos, replay, backtests and tests. Thread-safe by one lock.
 */
public final class SteppedEngine implements Engine, AutoCloseable {
    private final NodeParts parts;
    private final Boards boards = new Boards();
    private final Slice slice;
    private final Effects effects;
    private final ArrayDeque<LogEntry> waiting = new ArrayDeque<>();
    private final List<OutboxItem> intents = new ArrayList<>();
    private final ArrayDeque<Tried> unsettled = new ArrayDeque<>();
    private final Map<String, CommandResult> answers = new HashMap<>();
    private final Waiters<Verdict> verdicts = new Waiters<>("stepped");
    private final CopyOnWriteArrayList<Consumer<Update>> listeners = new CopyOnWriteArrayList<>();
    private Instant now;
    private long seq;
    private long accepted;
    private long orders;

    /** A node whose clock stands at a time. */
    public SteppedEngine(NodeParts parts, Instant start) {
        this.parts = parts;
        this.now = start;
        this.seq = parts.store().lastSeq();
        this.effects = new Effects(parts);
        this.slice =
                new Slice(IntStream.range(0, Placement.SHARDS).boxed().toList(), parts, boards, new SteppedOutput());
    }

    /** Moves the clock, second by second; every due timer has gone off when it returns. */
    public synchronized void advanceTo(Instant time) {
        Instant next = now.plusSeconds(1);
        while (!next.isAfter(time)) {
            now = next;
            step(new LogEntry.Tick(), List.of());
            next = now.plusSeconds(1);
        }
    }

    @Override
    public synchronized CompletionStage<Receipt> accept(List<Signal> signals) {
        if (!signals.isEmpty()) {
            accepted += signals.size();
            step(new LogEntry.Signals(signals), List.of());
        }
        return CompletableFuture.completedFuture(
                new Receipt(signals.stream().map(Signal::id).toList()));
    }

    @Override
    public synchronized CompletionStage<Void> deadLetter(Commit.DeadLetter letter) {
        accepted++;
        step(new LogEntry.DeadLettered(letter.id()), List.of(letter));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<List<Commit.DeadLetter>> deadLetters(int max) {
        return CompletableFuture.completedFuture(parts.store().deadLetters(max));
    }

    @Override
    public synchronized CompletionStage<CommandResult> command(Command command) {
        String id = "order-" + ++orders;
        slice.tenants().forEach(TenantFold::show);
        step(new LogEntry.Ordered(id, Orders.tenant(command, boards.alerts(), runs()), command), List.of());
        CommandResult result = answers.remove(id);
        return CompletableFuture.completedFuture(result == null ? new CommandResult(false, "nobody answered") : result);
    }

    @Override
    public synchronized CompletionStage<Verdict> admit(Ask ask) {
        String id = verdicts.id();
        CompletableFuture<List<Verdict>> verdict = verdicts.expect(id, 1);
        step(new LogEntry.Asked(id, List.of(ask)), List.of());
        return verdict.thenApply(one -> one.get(0));
    }

    private void step(LogEntry entry, List<Commit.DeadLetter> letters) {
        append(entry, letters);
        drain();
        do {
            attemptDue();
            drain();
        } while (attemptsDue());
    }

    private void drain() {
        LogEntry next = waiting.poll();
        while (next != null) {
            append(next, List.of());
            next = waiting.poll();
        }
    }

    private void append(LogEntry entry, List<Commit.DeadLetter> letters) {
        LogCodec.Encoded encoded = LogCodec.write(entry);
        List<String> settled = Effects.isOver(entry) ? List.of(((LogEntry.Settled) entry).intentId()) : List.of();
        commit(List.of(new LogRecord(++seq, now, encoded.kind(), encoded.payload())), settled, letters);
        slice.apply(new Stamped(seq, now, entry));
        if (!intents.isEmpty()) {
            intents.forEach(item -> unsettled.add(new Tried(item, now)));
            commit(List.of(), List.of(), List.of());
        }
    }

    private void commit(List<LogRecord> log, List<String> settled, List<Commit.DeadLetter> letters) {
        parts.store().commit(new Commit(log, intents, settled, letters, Optional.empty()));
        intents.clear();
    }

    private boolean attemptsDue() {
        return unsettled.stream().anyMatch(tried -> !tried.dueAt.isAfter(now));
    }

    private void attemptDue() {
        for (Tried tried : List.copyOf(unsettled)) {
            if (!tried.dueAt.isAfter(now) && firstOfLane(tried)) {
                attempt(tried);
            }
        }
    }

    private boolean firstOfLane(Tried tried) {
        return unsettled.stream()
                .filter(other -> other.lane.equals(tried.lane))
                .findFirst()
                .filter(first -> first == tried)
                .isPresent();
    }

    private void attempt(Tried tried) {
        Effects.Attempt attempt = effects.attempt(tried.item);
        tried.attempts++;
        boolean over = attempt.settled().isPresent();
        if (over || tried.hopeless(now)) {
            unsettled.remove(tried);
            waiting.add(attempt.settled()
                    .orElseGet(() -> Effects.settled(
                            tried.item, Effects.tenant(tried.item), "given-up", attempt.reason(), List.of())));
        } else {
            tried.dueAt = now.plus(Backoff.pause(tried.attempts, attempt.retryAfter()));
            if (tried.delayed(now)) {
                waiting.add(Effects.settled(
                        tried.item, Effects.tenant(tried.item), Effects.DELAYED, attempt.reason(), List.of()));
            }
        }
    }

    @Override
    public synchronized Collection<LiveAlert> alerts() {
        slice.tenants().forEach(TenantFold::show);
        return boards.alerts().alerts();
    }

    @Override
    public synchronized Optional<LiveAlert> alert(String id) {
        slice.tenants().forEach(TenantFold::show);
        return boards.alerts().alert(id);
    }

    @Override
    public synchronized Collection<RunbookRun> runs() {
        return slice.tenants().stream()
                .flatMap(tenant -> tenant.runs().stream())
                .sorted(Comparator.comparing(RunbookRun::id))
                .toList();
    }

    @Override
    public Optional<Flag> flag(String tenant, String key) {
        return boards.flags().flag(tenant, key);
    }

    @Override
    public Collection<Flag> flags() {
        return boards.flags().flags();
    }

    @Override
    public synchronized Ledger ledger() {
        Outcomes outcomes = new Outcomes();
        slice.shards().forEach(shard -> outcomes.add(shard.outcomes()));
        return new Ledger(accepted, outcomes.byWord());
    }

    @Override
    public synchronized Map<String, Double> figures() {
        return Map.of(
                "log_entries",
                (double) seq,
                "outbox_waiting",
                (double) unsettled.size(),
                "facts{type=\"narrow\"}",
                slice.shards().stream()
                        .mapToDouble(shard -> shard.narrowScopes())
                        .sum(),
                "facts{type=\"wide\"}",
                slice.shards().stream().mapToDouble(shard -> shard.wideScopes()).sum());
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public AutoCloseable listen(Consumer<Update> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public synchronized void close() {
        slice.close();
        parts.store().close();
    }

    private final class SteppedOutput implements TenantOutput {
        @Override
        public void emit(LogEntry entry) {
            waiting.add(entry);
        }

        @Override
        public void intent(OutboxItem item) {
            intents.add(item);
        }

        @Override
        public void update(Update update) {
            listeners.forEach(listener -> listener.accept(update));
        }

        @Override
        public void admission(String id, int index, Verdict verdict) {
            verdicts.answer(id, index, verdict);
        }

        @Override
        public void answer(String orderId, CommandResult result) {
            answers.put(orderId, result);
        }
    }
}
