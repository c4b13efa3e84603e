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
import io.tocsin.pipeline.log.EncodedEntry;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.shard.Outcomes;
import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.OutboxItem;
import io.tocsin.pipeline.tenant.TenantOutput;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * A node in production: one thread appends to the log, some fold it, some talk to the outside world. Started from the
 * last checkpoint and the log after it, so that whatever was accepted is there and whatever was done is not done again.
 */
public final class LiveEngine implements Engine, AutoCloseable {
    private static final int KEPT_MINUTES = 8 * 60;
    private static final int TIMER_THREADS = 2;
    private static final int CLOSE_SECONDS = 5;

    private final NodeParts parts;
    private final Boards boards = new Boards();
    private final List<SliceThread> slices = new ArrayList<>();
    private final LogWriter log;
    private final EffectLanes effects;
    private final ScheduledThreadPoolExecutor timer;
    private final Share share;
    private final Ferry ferry;
    private final Backlog backlog;
    private final AtomicLong orders = new AtomicLong();
    private final AtomicLong deadLetters = new AtomicLong();
    private final String life;
    private final Map<String, CompletableFuture<CommandResult>> answers = new ConcurrentHashMap<>();
    private final Waiters<Verdict> verdicts;
    private final CopyOnWriteArrayList<Consumer<Update>> listeners = new CopyOnWriteArrayList<>();
    private final ArrayDeque<Long> marks = new ArrayDeque<>();
    private long markedMinute;
    private final long acceptedBefore;
    private volatile boolean ready;
    private volatile boolean recovering = true;

    private LiveEngine(NodeParts parts, Clock clock, int workers, Share share) {
        this.parts = parts;
        this.timer = new ScheduledThreadPoolExecutor(TIMER_THREADS, task -> new Thread(task, "tocsin-clock"));
        this.share = share;
        this.ferry = new Ferry(share, timer);
        this.life = Long.toString(clock.millis(), Character.MAX_RADIX);
        this.verdicts = new Waiters<>(life);
        this.backlog = new Backlog(workers);
        Recovery recovery = new Recovery(ferry);
        for (int worker = 0; worker < workers; worker++) {
            int number = worker;
            List<Integer> mine = share.shards().stream()
                    .filter(shard -> shard % workers == number)
                    .toList();
            Slice slice = new Slice(mine, parts, boards, new LiveOutput(recovery));
            recovery.slices.add(slice);
            slices.add(new SliceThread(worker, slice, backlog, this::checkpoint));
        }
        Instant last = recovery.run(parts, slices);
        this.log = new LogWriter(parts.store(), clock, last, workers, new Durable());
        Effects known = new Effects(parts);
        recovery.slices.forEach(slice -> slice.tenants().forEach(tenant -> tenant.references(known::know)));
        parts.store().unsettled().forEach(known::earlier);
        this.effects = new EffectLanes(known, clock, log::append);
        recovery.unlogged().forEach(log::append);
        recovering = false;
        slices.forEach(SliceThread::start);
        this.acceptedBefore =
                outcomes().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Starts a node; returns once everything that was accepted before is folded. */
    public static LiveEngine start(NodeParts parts, Clock clock, int workers) {
        return start(parts, clock, workers, Share.WHOLE);
    }

    /** Starts the engine of some of the shards; returns once everything that was accepted for them before is folded. */
    public static LiveEngine start(NodeParts parts, Clock clock, int workers, Share share) {
        LiveEngine engine = new LiveEngine(parts, clock, workers, share);
        engine.begin();
        return engine;
    }

    private void begin() {
        parts.store().unsettled().forEach(effects::offer);
        log.start();
        share.ticks(timer, log::append);
        ready = true;
    }

    private void checkpoint(int slice, long covered, List<Commit.Piece> changed) {
        log.checkpoint(slice, Math.min(covered, ferry.arrived()), changed);
    }

    /** Takes what engines of other cells say to shards that are folded here. Completes once it is durable. */
    public CompletionStage<Void> receive(List<EncodedEntry> entries) {
        return CompletableFuture.allOf(
                entries.stream().map(entry -> log.append(entry, List.of())).toArray(CompletableFuture[]::new));
    }

    @Override
    public CompletionStage<Receipt> accept(List<Signal> signals) {
        Receipt receipt = new Receipt(signals.stream().map(Signal::id).toList());
        return signals.isEmpty() && ready() && !overloaded()
                ? CompletableFuture.completedFuture(receipt)
                : accept(signals.size(), () -> EncodedEntry.of(new LogEntry.Signals(signals)))
                        .thenApply(done -> receipt);
    }

    /** Takes a batch of signals that has been encoded elsewhere. Completes once it is durable. */
    public CompletionStage<Void> accept(EncodedEntry batch) {
        return accept(((LogEntry.Signals) batch.entry()).signals().size(), () -> batch);
    }

    private CompletionStage<Void> accept(int signals, Supplier<EncodedEntry> batch) {
        if (!ready() || overloaded()) {
            return CompletableFuture.failedFuture(new Overloaded("the engine cannot take more now"));
        }
        backlog.offered(signals);
        return log.append(batch.get(), List.of()).whenComplete((done, failure) -> {
            if (failure != null) {
                backlog.offered(-signals);
            }
        });
    }

    @Override
    public boolean overloaded() {
        return backlog.full();
    }

    @Override
    public CompletionStage<Void> deadLetter(Commit.DeadLetter letter) {
        return log.append(EncodedEntry.of(new LogEntry.DeadLettered(letter.id())), List.of(letter))
                .thenRun(deadLetters::incrementAndGet);
    }

    @Override
    public CompletionStage<List<Commit.DeadLetter>> deadLetters(int max) {
        return CompletableFuture.supplyAsync(() -> parts.store().deadLetters(max), timer);
    }

    @Override
    public CompletionStage<CommandResult> command(Command command) {
        String id = "order-" + life + "-" + orders.incrementAndGet();
        CompletableFuture<CommandResult> answer = new CompletableFuture<>();
        answers.put(id, answer);
        String tenant = Orders.tenant(command, boards.alerts(), runs());
        log.append(EncodedEntry.of(new LogEntry.Ordered(id, tenant, command)), List.of())
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        answers.remove(id);
                        answer.completeExceptionally(failure);
                    }
                });
        return answer;
    }

    @Override
    public CompletionStage<Verdict> admit(Ask ask) {
        return admit(List.of(ask)).thenApply(one -> one.get(0));
    }

    /** Asks the budgets several things at once; answers come in the same order. */
    public CompletionStage<List<Verdict>> admit(List<Ask> asks) {
        if (!ready() || overloaded()) {
            return CompletableFuture.failedFuture(new Overloaded("the engine cannot take more now"));
        }
        String id = verdicts.id();
        CompletableFuture<List<Verdict>> answer = verdicts.expect(id, asks.size());
        log.append(EncodedEntry.of(new LogEntry.Asked(id, asks)), List.of()).exceptionally(failure -> {
            verdicts.fail(id, failure);
            return null;
        });
        return answer;
    }

    @Override
    public Collection<LiveAlert> alerts() {
        return boards.alerts().alerts();
    }

    @Override
    public Optional<LiveAlert> alert(String id) {
        return boards.alerts().alert(id);
    }

    @Override
    public Collection<RunbookRun> runs() {
        return slices.stream()
                .flatMap(slice -> slice.picture().runs().stream())
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
    public Ledger ledger() {
        return new Ledger(acceptedBefore + backlog.offered() + deadLetters.get(), outcomes());
    }

    private Map<String, Long> outcomes() {
        Outcomes outcomes = new Outcomes();
        slices.forEach(slice -> outcomes.add(slice.picture().outcomes()));
        return outcomes.byWord();
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("intake_queue_depth", (double) log.waiting());
        figures.put("fold_behind_signals", (double) backlog.behind());
        figures.put("outbox_waiting", (double) effects.waiting());
        figures.put("ferry_waiting", (double) ferry.waiting());
        figures.put("log_healthy", log.healthy() ? 1.0 : 0.0);
        figures.put("rule_evaluations_total", sum(picture -> picture.evaluations()));
        figures.put("facts{type=\"narrow\"}", sum(picture -> picture.narrowScopes()));
        figures.put("facts{type=\"wide\"}", sum(picture -> picture.wideScopes()));
        figures.put("reservations_open", sum(picture -> picture.openReservations()));
        boolean stopped = slices.stream().anyMatch(slice -> slice.picture().automationStopped());
        figures.put("automation_paused", stopped ? 1.0 : 0.0);
        return figures;
    }

    private double sum(ToLongFunction<SliceThread.Picture> figure) {
        return slices.stream()
                .mapToLong(slice -> figure.applyAsLong(slice.picture()))
                .sum();
    }

    @Override
    public Instant now() {
        return slices.stream()
                .map(SliceThread::foldedAt)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    @Override
    public boolean ready() {
        return ready && log.healthy();
    }

    @Override
    public AutoCloseable listen(Consumer<Update> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Takes nothing more, finishes what was accepted, and lets go of the store. */
    @Override
    public void close() {
        ready = false;
        ferry.close();
        timer.shutdown();
        effects.close();
        // A tick of every shard at once ends with a checkpoint of everything, so that the next start is quick.
        if (log.healthy()) {
            log.append(EncodedEntry.of(new LogEntry.Tick()), List.of())
                    .orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(unwritten -> null)
                    .join();
        }
        slices.forEach(SliceThread::close);
        backlog.close();
        log.close();
        parts.store().close();
    }

    /** What the log's writer does with what is durable. */
    private final class Durable implements LogWriter.Sink {
        @Override
        public void awaitRoom() throws InterruptedException {
            backlog.awaitRoom();
        }

        @Override
        public void entries(List<Stamped> entries) {
            long signals = 0;
            for (Stamped stamped : entries) {
                signals += stamped.entry() instanceof LogEntry.Signals batch
                        ? batch.signals().size()
                        : 0;
            }
            backlog.logged(signals);
            entries.forEach(ferry::offer);
            slices.forEach(slice -> slice.entries(entries));
        }

        @Override
        public void intent(OutboxItem item) {
            effects.offer(item);
        }

        @Override
        public void checkpointed(long seq, Instant at) {
            long minute = at.getEpochSecond() / 60;
            if (minute == markedMinute) {
                return;
            }
            markedMinute = minute;
            marks.add(seq);
            if (marks.size() > KEPT_MINUTES) {
                long mark = marks.remove();
                timer.execute(() -> parts.store().trim(mark));
            }
        }
    }

    private final class LiveOutput implements TenantOutput {
        private final Recovery recovery;

        LiveOutput(Recovery recovery) {
            this.recovery = recovery;
        }

        @Override
        public void emit(LogEntry entry) {
            if (recovering) {
                recovery.emitted(entry);
            } else {
                log.append(entry);
            }
        }

        @Override
        public void intent(OutboxItem item) {
            if (recovering) {
                recovery.intent(item);
            } else {
                log.intent(item);
            }
        }

        @Override
        public void update(Update update) {
            if (!recovering) {
                listeners.forEach(listener -> listener.accept(update));
            }
        }

        @Override
        public void admission(String id, int index, Verdict verdict) {
            verdicts.answer(id, index, verdict);
        }

        @Override
        public void answer(String orderId, CommandResult result) {
            CompletableFuture<CommandResult> answer = answers.remove(orderId);
            if (answer != null) {
                answer.complete(result);
            }
        }
    }
}
