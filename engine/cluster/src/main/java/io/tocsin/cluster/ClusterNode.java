// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster;

import io.tocsin.cluster.board.Boards;
import io.tocsin.cluster.cell.Cells;
import io.tocsin.cluster.cell.Salvage;
import io.tocsin.cluster.cell.Shelf;
import io.tocsin.cluster.net.Kind;
import io.tocsin.cluster.net.Net;
import io.tocsin.cluster.plan.Coordinator;
import io.tocsin.cluster.plan.Report;
import io.tocsin.cluster.plan.Step;
import io.tocsin.cluster.plan.StepCodec;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.ledger.LedgerReach;
import io.tocsin.pipeline.ledger.Ownership;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.node.LiveEngine;
import io.tocsin.pipeline.node.NodeParts;
import io.tocsin.pipeline.node.Share;
import io.tocsin.pipeline.shard.Placement;
import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.Store;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** One member with its cells: starts what the coordinator gives it, and lets the others have them when it stops. */
public final class ClusterNode implements AutoCloseable {
    private static final byte[] DONE = {};

    private final Net net;
    private final Cells cells;
    private final Coordinator coordinator;
    private final Boards boards;
    private final ClusterEngine engine;
    private final ScheduledThreadPoolExecutor timer;
    private final ScheduledThreadPoolExecutor fences;

    /**
     * What a member says of itself.
     *
     * @param version of the program
     * @param rules hash of its rules and thresholds
     * @param config hash of the settings that members should share; asked again and again, and must not block
     * @param ledger whether it can claim actions; asked again and again, and must not block
     */
    public record Identity(String version, String rules, Supplier<String> config, Supplier<LedgerReach> ledger) {}

    private ClusterNode(
            Net net,
            Shelf shelf,
            BiFunction<Store, Ownership, NodeParts> parts,
            ActionLedger ledger,
            Clock clock,
            Identity identity) {
        this.net = net;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "tocsin-router"));
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.fences = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "tocsin-fences"));
        this.cells = new Cells(net, shelf, (cell, store) -> open(cell, store, parts, ledger, clock), new Home());
        this.coordinator = new Coordinator(net, () -> report(identity));
        Router router = new Router(net, cells, coordinator::owner, timer);
        this.boards = new Boards(net, Placement.CELLS, cells::engine, coordinator::owner);
        this.engine = new ClusterEngine(net, cells, coordinator, boards, router, clock);
        net.handle(Kind.STEP, this::take);
    }

    /**
     * Starts a member. Does not wait for the others.
     *
     * @param net the other members
     * @param shelf where the logs of cells are kept
     * @param parts the parts of an engine, by its store and its ownership
     * @param ledger claims what the automations do
     * @param clock the cluster's clock
     * @param identity what it says of itself
     */
    public static ClusterNode start(
            Net net,
            Shelf shelf,
            BiFunction<Store, Ownership, NodeParts> parts,
            ActionLedger ledger,
            Clock clock,
            Identity identity) {
        ClusterNode node = new ClusterNode(net, shelf, parts, ledger, clock, identity);
        node.cells.start();
        node.coordinator.start();
        node.boards.start();
        return node;
    }

    private LiveEngine open(
            int cell, Store store, BiFunction<Store, Ownership, NodeParts> parts, ActionLedger ledger, Clock clock) {
        CellOwnership ownership = new CellOwnership(net.self(), coordinator::majorityAnswers, ledger, cell);
        ownership.take(fences, () -> cells.engine(cell).isPresent());
        return LiveEngine.start(
                parts.apply(store, ownership), clock, 1, Share.of(cell, (to, entries) -> engine.send(to, entries)));
    }

    private Report report(Identity identity) {
        return new Report(
                net.self(),
                identity.version(),
                identity.rules(),
                identity.config().get(),
                cells.stranded(),
                net.ahead(),
                identity.ledger().get(),
                cells.reports());
    }

    private byte[] take(int cell, byte[] payload) {
        Step step = StepCodec.read(net.self(), cell, payload);
        if (step instanceof Step.Open open) {
            cells.open(cell, open.term(), open.copy(), open.view());
        } else if (step instanceof Step.Close close) {
            cells.close(cell, close.why());
        } else if (step instanceof Step.Copy copy) {
            cells.copy(cell, copy.copy());
        } else if (step instanceof Step.Renew renew) {
            cells.renew(cell, renew.term(), renew.view());
        } else if (step instanceof Step.Settle settle) {
            cells.settle(cell, settle.owner());
        }
        return DONE;
    }

    /** The engine that all members are together. */
    public ClusterEngine engine() {
        return engine;
    }

    /**
     * Ends as if the process had died: nothing is accepted and nothing reaches a disk from now on. For drills: threads and
     * files are let go of by {@link #close}, which then hands nothing over. Does not block.
     */
    public void abandon() {
        engine.stop();
        coordinator.close();
        cells.abandon();
    }

    /** Lets the others have its cells, and stops. */
    @Override
    public void close() {
        engine.stop();
        boards.close();
        coordinator.close();
        cells.close();
        timer.shutdownNow();
        fences.shutdownNow();
    }

    /** Where what was accepted on a losing side goes. */
    private final class Home implements Salvage.Home {
        @Override
        public CompletionStage<?> accept(LogEntry.Signals signals) {
            return engine.accept(signals.signals());
        }

        @Override
        public CompletionStage<?> letter(Commit.DeadLetter letter) {
            return engine.deadLetter(letter);
        }

        @Override
        public CompletionStage<?> command(Command command) {
            return engine.command(command);
        }
    }
}
