// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import io.tocsin.cluster.net.Kind;
import io.tocsin.cluster.net.Net;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The other members, by Hazelcast. Thread-safe. */
public final class HazelcastNet implements Net {
    private final HazelcastMember member;
    private final Link link;
    private final Clock clusters;
    private final Clock own = Clock.systemUTC();

    /** Over a member that has joined. */
    public HazelcastNet(HazelcastMember member) {
        this.member = member;
        this.link = member.link();
        this.clusters = ClusterClock.of(member);
    }

    @Override
    public String self() {
        return member.name();
    }

    @Override
    public List<String> members() {
        return member.names();
    }

    @Override
    public boolean majority() {
        return member.seesMajority();
    }

    @Override
    public int size() {
        return member.settings().size();
    }

    @Override
    public Duration missingAfter() {
        return member.settings().heartbeats().missingAfter();
    }

    @Override
    public Duration ahead() {
        return Duration.between(clusters.instant(), own.instant());
    }

    @Override
    public Optional<String> placeOf(int cell) {
        try {
            return member.running() ? member.placeOf(cell).map(Peer::name) : Optional.empty();
        } catch (HazelcastInstanceNotActiveException stopping) {
            return Optional.empty();
        }
    }

    @Override
    public CompletableFuture<byte[]> call(String called, Kind kind, int cell, byte[] payload) {
        Executor executor = switch (kind.lane()) {
            case CALLS -> Executor.CALLS;
            case COPIES -> Executor.COPIES;
            case STEPS -> Executor.STEPS;
        };
        try {
            return link.call(called, executor, (byte) kind.ordinal(), cell, payload, kind.timeout());
        } catch (HazelcastInstanceNotActiveException stopping) {
            return CompletableFuture.failedFuture(stopping);
        }
    }

    @Override
    public void handle(Kind kind, Handler handler) {
        link.handle((byte) kind.ordinal(), handler::answer);
    }
}
