// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts load on one server or several over keep-alive connections, without pipelining, from the calling thread alone. Requests meant to
 * be sent at a fixed rate leave up to 1 ms late; that is part of their latency. Not thread-safe.
 */
public final class HttpLoad {
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final long PAUSE_NANOS = 20_000_000L;

    private final List<InetSocketAddress> servers;
    private final Requests requests;
    private final int connections;

    /** A load on a server. */
    public HttpLoad(URI server, Requests requests, int connections) {
        this(List.of(server), requests, connections);
    }

    /** A load on several servers; connections go to them in turn, and requests to the connections. */
    public HttpLoad(List<URI> servers, Requests requests, int connections) {
        this.servers = servers.stream()
                .map(server -> new InetSocketAddress(server.getHost(), server.getPort()))
                .toList();
        this.requests = requests;
        this.connections = connections;
    }

    /** Sends on each connection as soon as the last answer is there, for a time. A refused request pauses it 20 ms. */
    public LoadResult closed(Duration time) {
        long start = System.nanoTime();
        return run(start, Pace.closed(start, time.toNanos()));
    }

    /** Sends at a fixed rate for a time, late when no connection is free. */
    public LoadResult open(double requestsPerSecond, Duration time) {
        long start = System.nanoTime();
        return run(start, Pace.open(start, time.toNanos(), requestsPerSecond));
    }

    private LoadResult run(long start, Pace pace) {
        try (Selector selector = Selector.open()) {
            Run run = new Run(selector, pace);
            try {
                return run.toEnd(start);
            } finally {
                run.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One load from its first request to its last answer. */
    private final class Run {
        private final Selector selector;
        private final Pace pace;
        private final List<Connection> all = new ArrayList<>();
        private final Deque<Connection> free = new ArrayDeque<>();
        private final Deque<Connection> paused = new ArrayDeque<>();
        private final Deque<Long> pausedUntil = new ArrayDeque<>();
        private final SortedMap<Integer, Long> answers = new TreeMap<>();
        private final Latencies latencies = new Latencies();
        private long accepted;
        private int underWay;

        Run(Selector selector, Pace pace) throws IOException {
            this.selector = selector;
            this.pace = pace;
            for (int i = 0; i < connections; i++) {
                Connection connection = new Connection(servers.get(i % servers.size()), selector, requests.maxBytes());
                all.add(connection);
                free.add(connection);
            }
        }

        LoadResult toEnd(long start) throws IOException {
            long lastAnswer = System.nanoTime();
            long now = lastAnswer;
            while ((!pace.over(now) || underWay > 0) && now - lastAnswer < PATIENCE_NANOS) {
                send(now);
                if (selector.select(pace.waitMillis(now)) > 0) {
                    receive();
                    lastAnswer = System.nanoTime();
                }
                now = System.nanoTime();
                resume(now);
            }
            return new LoadResult(
                    (lastAnswer - start) / 1e9,
                    accepted,
                    accepted * requests.eventsEach(),
                    answers,
                    underWay + pace.missed(),
                    latencies);
        }

        private void send(long now) throws IOException {
            while (!free.isEmpty() && pace.due(now)) {
                free.remove().send(requests, pace.take(now));
                underWay++;
            }
        }

        private void receive() throws IOException {
            for (SelectionKey key : selector.selectedKeys()) {
                Connection connection = (Connection) key.attachment();
                if (connection.proceed()) {
                    complete(connection, System.nanoTime());
                }
            }
            selector.selectedKeys().clear();
        }

        private void complete(Connection connection, long now) {
            underWay--;
            latencies.record(now - connection.intended());
            requests.answered(connection::body);
            answers.merge(connection.status(), 1L, Long::sum);
            if (connection.status() / 100 == 2) {
                accepted++;
                free.add(connection);
            } else {
                paused.add(connection);
                pausedUntil.add(now + PAUSE_NANOS);
            }
        }

        private void resume(long now) {
            while (!paused.isEmpty() && pausedUntil.element() - now <= 0) {
                pausedUntil.remove();
                free.add(paused.remove());
            }
        }

        void close() throws IOException {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }
}
