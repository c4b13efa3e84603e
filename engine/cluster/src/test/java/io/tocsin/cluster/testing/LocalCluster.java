// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.testing;

import static org.awaitility.Awaitility.await;

import io.tocsin.cluster.ClusterEngine;
import io.tocsin.cluster.ClusterNode;
import io.tocsin.cluster.cell.CellReport;
import io.tocsin.cluster.cell.Shelf;
import io.tocsin.cluster.net.Kind;
import io.tocsin.cluster.net.Net;
import io.tocsin.cluster.plan.Report;
import io.tocsin.pipeline.ledger.LedgerReach;
import io.tocsin.pipeline.node.NodeParts;
import io.tocsin.pipeline.shard.Placement;
import io.tocsin.pipeline.testing.Bench;
import io.tocsin.store.SqliteStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Members with real stores and real time in one process. Not thread-safe. */
public final class LocalCluster implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(40);

    /** Rules, receivers, runbooks and the ledger that all members share. */
    public final Bench bench;

    private final Path folder;
    private final Wire wire;
    private final Map<String, ClusterNode> nodes = new TreeMap<>();
    private final Set<String> full = ConcurrentHashMap.newKeySet();

    /** Of a size, with its data in a folder. */
    public LocalCluster(int size, Bench bench, Path folder) {
        this.bench = bench;
        this.folder = folder;
        this.wire = new Wire(size);
    }

    /** Starts members; the first of all is the oldest. */
    public LocalCluster start(String... names) {
        for (String name : names) {
            Net net = wire.join(name);
            NodeParts parts = bench.parts();
            nodes.put(
                    name,
                    ClusterNode.start(
                            net,
                            new Shelf(
                                    folder.resolve(name),
                                    path -> new FrailStore(SqliteStore.open(path), () -> full.contains(name))),
                            (store, ownership) -> new NodeParts(
                                    store,
                                    parts.rulebase(),
                                    parts.policy(),
                                    parts.routing(),
                                    parts.receivers(),
                                    parts.pages(),
                                    parts.runbooks(),
                                    parts.ledger(),
                                    ownership),
                            bench.ledger,
                            Clock.systemUTC(),
                            new ClusterNode.Identity("1", "rules", () -> "config", () -> LedgerReach.REACHED)));
        }
        return this;
    }

    /** The engine as a member sees it. */
    public ClusterEngine at(String name) {
        return node(name).engine();
    }

    /** As if its process had been killed. */
    public void kill(String name) {
        wire.leave(name);
        ClusterNode node = node(name);
        nodes.remove(name);
        node.abandon();
        node.close();
    }

    /** In good order. */
    public void stop(String name) {
        node(name).close();
        nodes.remove(name);
        wire.leave(name);
    }

    private ClusterNode node(String name) {
        return Objects.requireNonNull(nodes.get(name), name);
    }

    /** These do not hear those. */
    public void cut(List<String> these, List<String> those) {
        these.forEach(one -> those.forEach(other -> wire.cut(one, other)));
    }

    /** Everybody hears everybody. */
    public void heal() {
        wire.heal();
    }

    /** Answers of such calls are lost. */
    public void losesAnswers(Predicate<Kind> which) {
        wire.losesAnswers(which);
    }

    /** The disk of a member takes nothing from now on. */
    public void fill(String name) {
        full.add(name);
    }

    /** There is room again. */
    public void makeRoom(String name) {
        full.remove(name);
    }

    /** A member's own clock is ahead of the cluster's. */
    public void clockIsAhead(String name, Duration by) {
        wire.clockIsAhead(name, by);
    }

    /** Waits until every cell has one owner with a copy in sync, as a member sees it. */
    public void awaitWhole(String name) {
        await().atMost(LONG).until(() -> isWhole(name, true));
    }

    /** Waits until every cell has an owner, as a member sees it. */
    public void awaitOwners(String name) {
        await().atMost(LONG).until(() -> isWhole(name, false));
    }

    private boolean isWhole(String name, boolean copied) {
        List<Report> reports = at(name).picture().reports();
        if (reports.size() != wire.seenBy(name).size()) {
            return false;
        }
        for (int cell = 0; cell < Placement.CELLS; cell++) {
            int number = cell;
            List<CellReport> owners = reports.stream()
                    .map(report -> report.cell(number))
                    .filter(report -> report.role() == CellReport.Role.OWNER)
                    .toList();
            if (owners.size() != 1 || (copied && !owners.get(0).inSync())) {
                return false;
            }
        }
        return reports.stream().allMatch(report -> report.stranded() == 0);
    }

    @Override
    public void close() {
        nodes.keySet().stream().sorted().toList().forEach(this::kill);
        wire.close();
    }
}
