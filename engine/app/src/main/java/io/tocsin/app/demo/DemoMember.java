// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import io.tocsin.app.replay.RuleFiles;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.app.wiring.Present;
import io.tocsin.cluster.ClusterEngine;
import io.tocsin.cluster.ClusterNode;
import io.tocsin.cluster.cell.Shelf;
import io.tocsin.cluster.member.HazelcastMember;
import io.tocsin.cluster.member.HazelcastNet;
import io.tocsin.cluster.member.MemberSettings;
import io.tocsin.fakes.FakeVendors;
import io.tocsin.model.response.Delivery;
import io.tocsin.model.response.Page;
import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.ledger.LedgerReach;
import io.tocsin.pipeline.ledger.Ownership;
import io.tocsin.pipeline.node.NodeParts;
import io.tocsin.pipeline.response.Receiver;
import io.tocsin.pipeline.store.Store;
import io.tocsin.pipeline.tenant.Routing;
import io.tocsin.receivers.Receivers;
import io.tocsin.receivers.page.PageRenderer;
import io.tocsin.runbooks.CamelRunbooks;
import io.tocsin.runbooks.RunbooksInvalid;
import io.tocsin.store.SqliteStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of a member of the demo's cluster: real Hazelcast, real logs on the disk, vendors' stand-ins. Thread-safe. */
final class DemoMember implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoMember.class);
    private static final ClusterNode.Identity ALIKE =
            new ClusterNode.Identity("demo", "demo", () -> "demo", () -> LedgerReach.REACHED);

    private final MemberSettings settings;
    private final HazelcastMember member;
    private final ClusterNode node;
    private final Deque<AutoCloseable> started;

    /**
     * What the members share.
     *
     * @param rules their rules
     * @param runbooks folder of the automations
     * @param vendors the stand-ins
     * @param ledger claims their actions
     * @param address where pages point to
     */
    record Shared(RuleFiles rules, Path runbooks, FakeVendors vendors, ActionLedger ledger, URI address) {}

    private DemoMember(
            MemberSettings settings, HazelcastMember member, ClusterNode node, Deque<AutoCloseable> started) {
        this.settings = settings;
        this.member = member;
        this.node = node;
        this.started = started;
    }

    /**
     * Starts it on what is in its folder. Blocks until it has joined the others.
     *
     * @param folder its logs
     * @throws Failure if an automation does not load, with every flaw
     */
    static DemoMember start(MemberSettings settings, Path folder, Shared shared) {
        Deque<AutoCloseable> started = new ArrayDeque<>();
        try {
            return start(settings, folder, shared, started);
        } catch (RunbooksInvalid wrong) {
            throw new Failure(
                    Exit.WRONG, "the runbooks in " + shared.runbooks() + " do not load\n" + wrong.getMessage(), "");
        } catch (RuntimeException e) {
            started.forEach(DemoMember::close);
            throw e;
        }
    }

    private static DemoMember start(MemberSettings settings, Path folder, Shared shared, Deque<AutoCloseable> started) {
        Clock clock = Clock.systemUTC();
        Present present = new Present();
        CamelRunbooks runbooks = CamelRunbooks.open(shared.runbooks(), present);
        started.push(runbooks);
        Receivers receivers = StandIns.receivers(shared.vendors(), clock);
        started.push(receivers);
        HazelcastMember member = HazelcastMember.start(settings, List.of());
        started.push(member);
        ClusterNode node = ClusterNode.start(
                new HazelcastNet(member),
                new Shelf(folder, SqliteStore::open),
                (store, ownership) -> parts(store, ownership, shared, reached(member, receivers), runbooks),
                shared.ledger(),
                clock,
                ALIKE);
        started.push(node);
        present.is(node.engine());
        return new DemoMember(settings, member, node, started);
    }

    /** The receivers for as long as the member lives: threads that outlive it reach nobody. */
    private static Map<String, Receiver> reached(HazelcastMember member, Receivers receivers) {
        Map<String, Receiver> reached = new TreeMap<>();
        StandIns.byName(receivers).forEach((name, receiver) -> reached.put(name, new Reached(member, receiver)));
        return reached;
    }

    private record Reached(HazelcastMember member, Receiver receiver) implements Receiver {
        @Override
        public String name() {
            return receiver.name();
        }

        @Override
        public Delivery deliver(Page page, Optional<String> reference) {
            return member.running()
                    ? receiver.deliver(page, reference)
                    : new Delivery.Unreachable("this member is dead", Optional.empty());
        }
    }

    private static NodeParts parts(
            Store store, Ownership ownership, Shared shared, Map<String, Receiver> receivers, CamelRunbooks runbooks) {
        return new NodeParts(
                store,
                shared.rules().rulebase(),
                shared.rules().policy(),
                Routing.of(DemoNode.PAGER, DemoNode.CHAT),
                receivers,
                PageRenderer.at(shared.address()),
                runbooks,
                shared.ledger(),
                ownership);
    }

    String name() {
        return settings.name();
    }

    String address() {
        return settings.host() + ":" + settings.port();
    }

    /** All members as one, asked here. */
    ClusterEngine engine() {
        return node.engine();
    }

    /** Stops it without warning: it writes, says and sends nothing more. What it holds is let go of by {@link #close}. */
    void kill() {
        node.abandon();
        member.terminate();
    }

    /** Stops it, or lets go of what a killed one held. Blocks for seconds. */
    @Override
    public synchronized void close() {
        for (AutoCloseable part = started.poll(); part != null; part = started.poll()) {
            close(part);
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.atWarn().setCause(e).log("did not close cleanly");
        }
    }
}
