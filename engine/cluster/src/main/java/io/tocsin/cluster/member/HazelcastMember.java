// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.partition.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * This process as a member of the cluster. It runs Hazelcast with a fixed, hardened configuration. What it
 * says of the others is this member's view: after a cut each side has its own. Thread-safe.
 */
public final class HazelcastMember implements AutoCloseable {
    private final MemberSettings settings;
    private final HazelcastInstance instance;

    private HazelcastMember(MemberSettings settings, HazelcastInstance instance) {
        this.settings = settings;
        this.instance = instance;
    }

    /**
     * Starts, and joins the others if any can be reached. Blocks for seconds.
     *
     * @param serializers of the caller's own values; only Compact travels
     * @throws IllegalStateException if the port is taken
     */
    public static HazelcastMember start(MemberSettings settings, List<CompactSerializer<?>> serializers) {
        return start(settings, serializers, config -> {});
    }

    /** As above; the caller adds its maps to the configuration before the start. */
    public static HazelcastMember start(
            MemberSettings settings, List<CompactSerializer<?>> serializers, Consumer<Config> customiser) {
        Continuations.reuseThreads();
        List<CompactSerializer<?>> all = new ArrayList<>(serializers);
        all.add(new CallSerializer());
        Config config = HardenedConfig.of(settings, all);
        customiser.accept(config);
        config.setUserContext(new ConcurrentHashMap<>());
        config.getUserContext().put(CallHandlers.KEY, new CallHandlers(settings.name()));
        return new HazelcastMember(settings, Hazelcast.newHazelcastInstance(config));
    }

    /** What it was started with. */
    public MemberSettings settings() {
        return settings;
    }

    /** Its stable name. */
    public String name() {
        return settings.name();
    }

    /** For the maps of this module. */
    public HazelcastInstance instance() {
        return instance;
    }

    /** Calls to others and to itself. */
    public Link link() {
        return new Link(this);
    }

    /** Everyone this member sees, itself included, oldest first; empty once it is closed. */
    public List<Peer> members() {
        return hazelcastMembers().stream().map(Peer::of).toList();
    }

    /** Their names, each once, the oldest first; without those that have none. */
    public List<String> names() {
        return hazelcastMembers().stream()
                .map(Peer::nameOf)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** Whether this member is the oldest that it sees. */
    public boolean isOldest() {
        List<Member> members = hazelcastMembers();
        return !members.isEmpty() && members.get(0).localMember();
    }

    /** Whether it sees more than half of a whole cluster, by distinct names; false once it is closed. */
    public boolean seesMajority() {
        long names = hazelcastMembers().stream().map(Peer::nameOf).distinct().count();
        return settings.majority((int) names);
    }

    /** Where Hazelcast places a cell at present; empty while nobody is. */
    public Optional<Peer> placeOf(int cell) {
        for (Partition partition : instance.getPartitionService().getPartitions()) {
            if (partition.getPartitionId() == cell) {
                return Optional.ofNullable(partition.getOwner()).map(Peer::of);
            }
        }
        throw new IllegalArgumentException("cell must lie in 0.." + (settings.cells() - 1) + ", was " + cell);
    }

    /**
     * Tells of every join and leave, with the members as they then are. Calls come one at a time, on a thread of
     * Hazelcast's that must not be blocked; none comes for the members that are there already.
     */
    public void onMembers(Consumer<List<Peer>> listener) {
        instance.getCluster().addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {
                listener.accept(members());
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                listener.accept(members());
            }
        });
    }

    /** Tells when this member's side of a split has joined the other side. Its calls must not block. */
    public void onMerged(Runnable listener) {
        instance.getLifecycleService().addLifecycleListener(event -> {
            if (event.getState() == LifecycleState.MERGED) {
                listener.run();
            }
        });
    }

    /** Whether it runs; false also after Hazelcast stopped it by itself. */
    public boolean running() {
        return instance.getLifecycleService().isRunning();
    }

    /** Leaves in good order: hands over what Hazelcast keeps, for at most 10 s. Idempotent. */
    @Override
    public void close() {
        instance.shutdown();
    }

    /** Stops at once, as if the process had died: the others see the connection close. Idempotent. */
    public void terminate() {
        instance.getLifecycleService().terminate();
    }

    /** The youngest member of a name: a restarted one may be back before its former self is given up. */
    Optional<Member> named(String name) {
        return hazelcastMembers().stream()
                .filter(member -> Peer.nameOf(member).equals(name))
                .reduce((older, younger) -> younger);
    }

    private List<Member> hazelcastMembers() {
        try {
            return running() ? List.copyOf(instance.getCluster().getMembers()) : List.of();
        } catch (HazelcastInstanceNotActiveException stopping) {
            return List.of();
        }
    }
}
