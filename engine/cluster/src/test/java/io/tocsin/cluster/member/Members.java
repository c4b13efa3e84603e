// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import static org.awaitility.Awaitility.await;

import com.hazelcast.nio.serialization.compact.CompactSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Members of one cluster in one process, on free ports of the loopback address. Ends those that still run. */
final class Members implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(30);
    private static final int CELLS = 8;

    private final List<Integer> ports;
    private final List<HazelcastMember> started = new ArrayList<>();

    /** For a cluster of this many. */
    Members(int size) {
        ports = freePorts(size);
    }

    /** Starts the next one; they are called a, b, c. */
    HazelcastMember start(CompactSerializer<?>... serializers) {
        HazelcastMember member = HazelcastMember.start(settings("tocsin", started.size()), List.of(serializers));
        started.add(member);
        return member;
    }

    /** Starts one under another cluster name, with the same list of hosts. */
    HazelcastMember startForeign(String cluster) {
        HazelcastMember member = HazelcastMember.start(settings(cluster, started.size()), List.of());
        started.add(member);
        return member;
    }

    MemberSettings settings(String cluster, int index) {
        List<String> hosts = ports.stream().map(port -> "127.0.0.1:" + port).toList();
        String name = String.valueOf((char) ('a' + index));
        return new MemberSettings(
                cluster,
                name,
                "127.0.0.1",
                ports.get(index),
                new Join.Hosts(hosts),
                ports.size(),
                CELLS,
                Map.of("settings", "hash-" + name));
    }

    static void awaitSize(HazelcastMember member, int size) {
        await().atMost(LONG).until(() -> member.members().size() == size);
    }

    static List<Integer> freePorts(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException unlikely) {
            throw new UncheckedIOException(unlikely);
        } finally {
            held.forEach(Members::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException unlikely) {
            throw new UncheckedIOException(unlikely);
        }
    }

    @Override
    public void close() {
        started.forEach(HazelcastMember::terminate);
    }
}
