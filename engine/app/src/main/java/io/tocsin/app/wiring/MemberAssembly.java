// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.Installation;
import io.tocsin.app.settings.Settings;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.cluster.ClusterNode;
import io.tocsin.cluster.cell.Shelf;
import io.tocsin.cluster.member.ClusterClock;
import io.tocsin.cluster.member.HazelcastMember;
import io.tocsin.cluster.member.HazelcastNet;
import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.node.LedgerProbe;
import io.tocsin.pipeline.shard.Placement;
import io.tocsin.server.tunnel.Tunnel;
import io.tocsin.store.DirectoryLock;
import io.tocsin.store.SqliteStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * Starts this process as a member of a cluster: first the way to the others, then the member, then its cells. Closing goes
 * the other way, so that the others get its cells while they can still be reached.
 */
final class MemberAssembly {
    private static final long LEAST_BYTES = 1 << 20;

    private MemberAssembly() {}

    /** Starts it; {@code kept} closes it. Does not wait for the others. @param shared what it says of its settings */
    static StartedEngine start(
            Settings settings, SharedConfig shared, Membership membership, EngineParts parts, Kept kept) {
        String rules = Fingerprints.rules(settings);
        Path cells = DataFolder.cells(settings.dataDir());
        kept.keep(DirectoryLock.make(cells));
        ActionLedger ledger = kept.keep(Ledgers.open(settings));
        membership.tunnel().ifPresent(tunnel -> kept.keep(opened(() -> Tunnel.open(tunnel))));
        HazelcastMember member = kept.keep(opened(() -> HazelcastMember.start(membership.member(), List.of())));
        Clock clock = ClusterClock.of(member);
        LedgerProbe probe = kept.keep(LedgerProbe.start(ledger, clock, member.name()));
        long bytes = cellBytes(settings.maxDataSize().bytes());
        ClusterNode node = kept.keep(ClusterNode.start(
                new HazelcastNet(member),
                new Shelf(cells, folder -> SqliteStore.open(folder, bytes)),
                (store, ownership) -> parts.of(store, ledger, ownership),
                ledger,
                clock,
                new ClusterNode.Identity(Installation.version(), rules, shared, probe::reach)));
        return new StartedEngine(node.engine(), ledger, probe, clock);
    }

    /** Each cell may have its part of what the member may have. */
    private static long cellBytes(long bytes) {
        return Math.max(LEAST_BYTES, bytes / Placement.CELLS);
    }

    private static <T> T opened(Supplier<T> opening) {
        try {
            return opening.get();
        } catch (IllegalStateException e) {
            throw new Failure(
                    Exit.WRONG,
                    "this node cannot be a member: " + e.getMessage(),
                    "Check cluster.host, cluster.port and what stands under cluster.tunnel.");
        }
    }
}
