// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import com.hazelcast.cluster.Cluster;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time of the cluster: that of the oldest member, as this one last heard it, and the own clock's while nobody else is
 * there. So a member whose own clock is wrong does not fold by it. In whole milliseconds; may be set back a little.
 * Thread-safe; can be read after the member was closed.
 */
public final class ClusterClock extends Clock {
    private final Cluster cluster;
    private final ZoneId zone;

    private ClusterClock(Cluster cluster, ZoneId zone) {
        this.cluster = cluster;
        this.zone = zone;
    }

    /** In UTC, of a member that has joined. */
    public static ClusterClock of(HazelcastMember member) {
        return new ClusterClock(member.instance().getCluster(), ZoneOffset.UTC);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public ClusterClock withZone(ZoneId other) {
        return new ClusterClock(cluster, other);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        return cluster.getClusterTime();
    }
}
