// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster;

import io.tocsin.cluster.Router.Message;
import io.tocsin.cluster.board.Boards;
import io.tocsin.cluster.cell.Cells;
import io.tocsin.cluster.net.Kind;
import io.tocsin.cluster.net.Net;
import io.tocsin.cluster.plan.Coordinator;
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
import io.tocsin.pipeline.log.EncodedEntry;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.node.LiveEngine;
import io.tocsin.pipeline.shard.Placement;
import io.tocsin.pipeline.store.Commit;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Several members as one engine: whatever member is asked, signals and commands reach the owner of their cell, and alerts,
 * runs and flags of every cell are shown. Thread-safe; nothing here blocks.
 */
public final class ClusterEngine implements Engine {
    private static final String ANYBODY = "default";
    private static final byte[] NOTHING = {};

    private final Net net;
    private final Cells cells;
    private final Coordinator coordinator;
    private final Boards boards;
    private final Router router;
    private final AdmissionDesk admission;
    private final Clock clock;
    private final AtomicLong orders = new AtomicLong();
    private volatile boolean begun;
    private volatile boolean closing;

    ClusterEngine(Net net, Cells cells, Coordinator coordinator, Boards boards, Router router, Clock clock) {
        this.net = net;
        this.cells = cells;
        this.coordinator = coordinator;
        this.boards = boards;
        this.router = router;
        this.clock = clock;
        this.admission = new AdmissionDesk(net, router, coordinator::majorityAnswers);
        net.handle(Kind.ACCEPT, (cell, payload) -> {
            EncodedEntry batch = Messages.readEntries(payload).get(0);
            router.answer(cell, engine -> engine.accept(batch));
            return NOTHING;
        });
        net.handle(Kind.RECEIVE, (cell, payload) -> {
            router.answer(cell, engine -> engine.receive(Messages.readEntries(payload)));
            return NOTHING;
        });
        net.handle(
                Kind.COMMAND,
                (cell, payload) ->
                        Messages.result(router.answer(cell, engine -> engine.command(Messages.readCommand(payload)))));
        net.handle(Kind.LETTER, (cell, payload) -> {
            router.answer(
                    cell,
                    engine -> engine.deadLetter(Messages.readLetters(payload).get(0)));
            return NOTHING;
        });
        net.handle(
                Kind.LETTERS,
                (cell, payload) -> Messages.letters(
                        router.answer(cell, engine -> engine.deadLetters(Messages.readNumber(payload)))));
    }

    @Override
    public CompletionStage<Receipt> accept(List<Signal> signals) {
        if (closing || overloaded()) {
            return CompletableFuture.failedFuture(new Overloaded("this member cannot take more now"));
        }
        Map<Integer, List<Signal>> byCell = new TreeMap<>();
        for (Signal signal : signals) {
            byCell.computeIfAbsent(Placement.cell(Placement.of(signal)), cell -> new ArrayList<>())
                    .add(signal);
        }
        List<CompletableFuture<?>> brought = new ArrayList<>();
        byCell.forEach((cell, some) -> brought.add(bring(cell, some)));
        Receipt receipt = new Receipt(signals.stream().map(Signal::id).toList());
        return CompletableFuture.allOf(brought.toArray(CompletableFuture[]::new))
                .thenApply(durable -> receipt);
    }

    private CompletableFuture<Void> bring(int cell, List<Signal> signals) {
        return router.bring(
                cell,
                new Message<>(
                        Kind.ACCEPT,
                        () -> Messages.entries(List.of(new LogEntry.Signals(signals))),
                        engine -> engine.accept(signals).thenAccept(receipt -> {}),
                        answer -> null));
    }

    /** Brings what one cell says to another. */
    CompletionStage<Void> send(int cell, List<LogEntry> entries) {
        return router.bring(
                cell,
                new Message<>(
                        Kind.RECEIVE,
                        () -> Messages.entries(entries),
                        engine -> engine.receive(
                                entries.stream().map(EncodedEntry::of).toList()),
                        answer -> null));
    }

    @Override
    public CompletionStage<Void> deadLetter(Commit.DeadLetter letter) {
        return router.bring(
                0,
                new Message<>(
                        Kind.LETTER,
                        () -> Messages.letters(List.of(letter)),
                        engine -> engine.deadLetter(letter),
                        answer -> null));
    }

    @Override
    public CompletionStage<List<Commit.DeadLetter>> deadLetters(int max) {
        return router.bring(
                0,
                new Message<>(
                        Kind.LETTERS,
                        () -> Messages.number(max),
                        engine -> engine.deadLetters(max),
                        Messages::readLetters));
    }

    @Override
    public CompletionStage<CommandResult> command(Command command) {
        return command instanceof Command.Everywhere ? everywhere(command) : command(cell(tenant(command)), command);
    }

    @Override
    public CompletionStage<Verdict> admit(Ask ask) {
        return closing ? CompletableFuture.failedFuture(new Overloaded("this member is stopping")) : admission.ask(ask);
    }

    private CompletableFuture<CommandResult> command(int cell, Command command) {
        return router.bring(
                cell,
                new Message<>(
                        Kind.COMMAND,
                        () -> Messages.command(command),
                        engine -> engine.command(command),
                        Messages::readResult));
    }

    /** Every cell hears of it; one of them answers. */
    private CompletionStage<CommandResult> everywhere(Command command) {
        int answering = cell(ANYBODY);
        String id = "order-" + net.self() + "-" + clock.millis() + "-" + orders.incrementAndGet();
        List<LogEntry> order = List.of(new LogEntry.Ordered(id, ANYBODY, command));
        List<String> unheard = new ArrayList<>();
        List<CompletionStage<Void>> told = new ArrayList<>();
        for (int cell = 0; cell < Placement.CELLS; cell++) {
            int number = cell;
            if (cell != answering) {
                told.add(send(cell, order).exceptionally(failure -> {
                    synchronized (unheard) {
                        unheard.add(Integer.toString(number));
                    }
                    return null;
                }));
            }
        }
        CompletableFuture<?> all = CompletableFuture.allOf(
                told.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
        return command(answering, command).thenCombine(all, (result, done) -> {
            synchronized (unheard) {
                return unheard.isEmpty()
                        ? result
                        : new CommandResult(
                                false,
                                result.message() + "; but cells " + String.join(", ", unheard)
                                        + " did not hear it: say it again");
            }
        });
    }

    /** The tenant of the alert or the run that a command is about. */
    private String tenant(Command command) {
        if (!(command instanceof Command.OfOne one)) {
            return ANYBODY;
        }
        return boards.alert(one.about())
                .map(alert -> alert.alert().scope())
                .or(() -> boards.runs().stream()
                        .filter(run -> run.id().equals(one.about()))
                        .map(RunbookRun::target)
                        .findFirst())
                .map(scope -> scope.tenant())
                .orElse(ANYBODY);
    }

    private static int cell(String tenant) {
        return Placement.cell(Placement.ofTenant(tenant));
    }

    @Override
    public Collection<LiveAlert> alerts() {
        return boards.alerts();
    }

    @Override
    public Optional<LiveAlert> alert(String id) {
        return boards.alert(id);
    }

    @Override
    public Collection<RunbookRun> runs() {
        return boards.runs();
    }

    @Override
    public Optional<Flag> flag(String tenant, String key) {
        int cell = cell(tenant);
        Optional<LiveEngine> here = cells.engine(cell);
        return here.isPresent() ? here.get().flag(tenant, key) : boards.flag(cell, tenant, key, clock.instant());
    }

    @Override
    public Collection<Flag> flags() {
        return boards.flags(clock.instant());
    }

    @Override
    public Ledger ledger() {
        return boards.ledger();
    }

    @Override
    public Map<String, Double> figures() {
        return Figures.of(net, cells, coordinator.picture());
    }

    @Override
    public Instant now() {
        return cells.engines().stream().map(Engine::now).min(Instant::compareTo).orElseGet(clock::instant);
    }

    /** Once every cell has had an owner, as long as the logs here can be written. */
    @Override
    public boolean ready() {
        if (!begun) {
            begun = coordinator.everyCellHasAnOwner();
        }
        return begun && !closing && cells.engines().stream().allMatch(LiveEngine::ready);
    }

    @Override
    public boolean overloaded() {
        return cells.engines().stream().anyMatch(LiveEngine::overloaded);
    }

    @Override
    public AutoCloseable listen(Consumer<Update> listener) {
        return boards.listen(listener);
    }

    @Override
    public Optional<ClusterView> cluster() {
        return Optional.of(Views.of(net, coordinator.picture()));
    }

    /** How the cluster was a moment ago. */
    public Coordinator.Picture picture() {
        return coordinator.picture();
    }

    /** Takes nothing more. */
    void stop() {
        closing = true;
    }
}
