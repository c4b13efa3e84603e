// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import java.util.Map;

/**
 * What makes a process a member. Immutable.
 *
 * @param cluster name of the cluster; members of another one are not let in. Not a secret
 * @param name stable name of this member, not blank; the same after a restart
 * @param host address to bind and to be reached at; never one that stands for all addresses
 * @param port TCP port to bind, 1 to 65535
 * @param join where the others are
 * @param size members the cluster has when it is whole, at least 1: the measure of a majority
 * @param cells Hazelcast partitions, at least 1 and the same on every member
 * @param heartbeats how it knows that the others are there, the same on every member
 * @param labels what else the others may read of this member, such as a hash of its settings; fixed at start
 */
public record MemberSettings(
        String cluster,
        String name,
        String host,
        int port,
        Join join,
        int size,
        int cells,
        Heartbeats heartbeats,
        Map<String, String> labels) {
    private static final int MAX_PORT = 65_535;

    /** @throws IllegalArgumentException if a value is out of range */
    public MemberSettings {
        labels = Map.copyOf(labels);
        require(!cluster.isBlank(), "cluster must not be blank");
        require(!name.isBlank(), "name must not be blank");
        require(
                !host.isBlank() && !host.equals("0.0.0.0") && !host.equals("::"),
                "host must be one address of this machine, was '" + host + "'");
        require(port >= 1 && port <= MAX_PORT, "port must lie in 1..65535, was " + port);
        require(size >= 1, "size must be at least 1, was " + size);
        require(cells >= 1, "cells must be at least 1, was " + cells);
    }

    /** With {@link Heartbeats#USUAL}. */
    public MemberSettings(
            String cluster,
            String name,
            String host,
            int port,
            Join join,
            int size,
            int cells,
            Map<String, String> labels) {
        this(cluster, name, host, port, join, size, cells, Heartbeats.USUAL, labels);
    }

    /** Whether so many members are more than half of a whole cluster. */
    public boolean majority(int members) {
        return members * 2 > size;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
