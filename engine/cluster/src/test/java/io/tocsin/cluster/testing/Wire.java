// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.testing;

import io.tocsin.cluster.net.Kind;
import io.tocsin.cluster.net.Net;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A network between members in one process: members come and go, links are cut, answers are lost. Thread-safe. */
final class Wire implements AutoCloseable {
    private final int size;
    private final List<String> alive = new ArrayList<>();
    private final Map<String, Port> ports = new ConcurrentHashMap<>();
    private final Set<String> cut = ConcurrentHashMap.newKeySet();
    private final Map<String, Duration> ahead = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Predicate<Kind> losesAnswer = kind -> false;

    Wire(int size) {
        this.size = size;
    }

    synchronized Net join(String name) {
        alive.remove(name);
        alive.add(name);
        Port port = new Port(name);
        ports.put(name, port);
        return port;
    }

    /** It is gone: nobody sees it, nothing it says arrives. */
    synchronized void leave(String name) {
        alive.remove(name);
        ports.remove(name);
    }

    /** The two do not hear one another, and know it. */
    void cut(String one, String other) {
        cut.add(one + other);
        cut.add(other + one);
    }

    void heal() {
        cut.clear();
    }

    /** Answers of such calls are lost, though the call was made. */
    void losesAnswers(Predicate<Kind> which) {
        losesAnswer = which;
    }

    void clockIsAhead(String name, Duration by) {
        ahead.put(name, by);
    }

    private boolean hears(String one, String other) {
        return !cut.contains(one + other);
    }

    /** Members that one of them sees. */
    synchronized List<String> seenBy(String name) {
        return alive.contains(name)
                ? alive.stream().filter(other -> hears(name, other)).toList()
                : List.of();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private final class Port implements Net {
        private final String name;
        private final Map<Kind, Handler> handlers = new ConcurrentHashMap<>();

        Port(String name) {
            this.name = name;
        }

        @Override
        public String self() {
            return name;
        }

        @Override
        public List<String> members() {
            return ports.get(name) == this ? seenBy(name) : List.of();
        }

        @Override
        public boolean majority() {
            return members().size() * 2 > size;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public Duration missingAfter() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration ahead() {
            return ahead.getOrDefault(name, Duration.ZERO);
        }

        @Override
        public Optional<String> placeOf(int cell) {
            List<String> sorted = members().stream().sorted().toList();
            return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(cell % sorted.size()));
        }

        @Override
        public CompletableFuture<byte[]> call(String called, Kind kind, int cell, byte[] payload) {
            Port there = ports.get(called);
            if (there == null || ports.get(name) != this || !hears(name, called)) {
                return CompletableFuture.failedFuture(new IllegalStateException("member " + called + " is not there"));
            }
            CompletableFuture<byte[]> answer = new CompletableFuture<>();
            threads.execute(() -> {
                try {
                    byte[] bytes =
                            Objects.requireNonNull(there.handlers.get(kind)).answer(cell, payload);
                    if (losesAnswer.test(kind) || !hears(called, name)) {
                        return;
                    }
                    answer.complete(bytes);
                } catch (RuntimeException e) {
                    answer.completeExceptionally(new IllegalStateException(e.getMessage()));
                }
            });
            return answer.orTimeout(kind.timeout().toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void handle(Kind kind, Handler handler) {
            handlers.put(kind, handler);
        }
    }
}
