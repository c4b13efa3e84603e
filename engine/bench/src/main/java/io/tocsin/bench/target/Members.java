// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The servers of one measurement: a node, or the members of a cluster on this machine, each with settings and a
 * directory of its own. Closing stops them all at the same time. Confined to one thread.
 */
public final class Members implements AutoCloseable {
    private static final Duration SHARED_WITHIN = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final String HOST = "127.0.0.1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final List<Target> targets;

    private Members(Path folder, List<Target> targets) {
        this.folder = folder;
        this.targets = List.copyOf(targets);
    }

    /**
     * Starts one node without a cluster.
     *
     * @param command as for {@link Target#start}, and {@code {config}} stands for the file with the settings
     * @param folder an empty directory for data
     */
    public static Members node(String command, Path folder) {
        return node(command, folder, "");
    }

    /** The same with more settings, as lines of YAML. */
    public static Members node(String command, Path folder, String more) {
        return start(command, folder, List.of("server: {host: " + HOST + "}\n" + more));
    }

    /**
     * Starts the members of a cluster and waits until every cell has an owner, its share of cells lies on every member
     * and, if there are several, every cell has its copy.
     *
     * @param command as for {@link #node}
     * @param folder an empty directory for data
     * @param size how many members, at least 1
     * @param ledger JDBC address of their action ledger
     * @throws IllegalStateException if that does not come about within two minutes of the start
     */
    public static Members cluster(String command, Path folder, int size, String ledger) {
        return cluster(command, folder, size, ledger, "");
    }

    /** The same with more settings, as lines of YAML. */
    public static Members cluster(String command, Path folder, int size, String ledger, String more) {
        List<Integer> ports = freePorts(size);
        List<String> settings = IntStream.range(0, size)
                .mapToObj(member -> settings(member, ports, ledger) + more)
                .toList();
        Members members = start(command, folder, settings);
        try {
            members.awaitShared();
            return members;
        } catch (RuntimeException e) {
            members.close();
            throw e;
        }
    }

    private static String settings(int member, List<Integer> ports, String ledger) {
        StringBuilder text = new StringBuilder("server: {host: " + HOST + "}\nledger: {url: '" + ledger + "'}\n");
        text.append("cluster:\n  enabled: true\n  name: bench\n  member: ").append(name(member));
        text.append("\n  host: ").append(HOST).append("\n  port: ").append(ports.get(member));
        text.append("\n  members:\n");
        for (int other = 0; other < ports.size(); other++) {
            text.append("    - ").append(name(other)).append('@').append(HOST).append(':');
            text.append(ports.get(other)).append('\n');
        }
        return text.toString();
    }

    private static String name(int member) {
        return "member-" + (member + 1);
    }

    private static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getByName(HOST)));
            }
            List<Integer> ports =
                    sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All at the same time, because a member waits for the others before it is ready. */
    private static Members start(String command, Path folder, List<String> settings) {
        ExecutorService starters = Executors.newFixedThreadPool(settings.size());
        try {
            List<CompletableFuture<Target>> starting = IntStream.range(0, settings.size())
                    .mapToObj(member -> CompletableFuture.supplyAsync(
                            () -> start(command, folder.resolve(name(member)), settings.get(member)), starters))
                    .toList();
            return await(folder, starting);
        } finally {
            starters.shutdown();
        }
    }

    private static Members await(Path folder, List<CompletableFuture<Target>> starting) {
        List<Target> started = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (CompletableFuture<Target> one : starting) {
            try {
                started.add(one.join());
            } catch (CompletionException e) {
                failures.add(new IllegalStateException(String.valueOf(e.getCause()), e));
            }
        }
        Members members = new Members(folder, started);
        if (!failures.isEmpty()) {
            members.close();
            throw failures.get(0);
        }
        return members;
    }

    private static Target start(String command, Path folder, String settings) {
        try {
            Path data = Files.createDirectories(folder.resolve("data"));
            Path file = Files.writeString(folder.resolve("tocsin.yaml"), settings);
            return Target.start(command.replace("{config}", file.toString()), data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitShared() {
        long deadline = System.nanoTime() + SHARED_WITHIN.toNanos();
        while (!shared(cluster())) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the cells were not shared among " + targets.size() + " members within "
                        + SHARED_WITHIN + ": " + cluster());
            }
            letRun(LOOK);
        }
    }

    private boolean shared(JsonNode cluster) {
        int size = targets.size();
        JsonNode cells = cluster.path("cells");
        boolean held = !cells.isEmpty();
        for (JsonNode cell : cells) {
            boolean copied =
                    !cell.path("copy").asText().isEmpty() && cell.path("inSync").asBoolean();
            held &= !cell.path("owner").asText().isEmpty() && (size == 1 || copied);
        }
        return held
                && cluster.path("members").size() == size
                && cluster.path("owned").path("fewest").asInt() >= cells.size() / size;
    }

    private JsonNode cluster() {
        HttpRequest request = HttpRequest.newBuilder(addresses().get(0).resolve("/api/v1/cluster"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return JSON.readTree(HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the members", e);
        }
    }

    /** Where they listen, in order of their names. */
    public List<URI> addresses() {
        return targets.stream().map(Target::address).toList();
    }

    /** What all of them have cost so far. */
    public ProcessFigures figures() {
        return targets.stream()
                .map(Target::figures)
                .reduce(ProcessFigures::plus)
                .orElseThrow();
    }

    /** Bytes of all databases of all of them, as the files are long. */
    public long diskBytes() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(".db"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets time pass while they run. */
    public void letRun(Duration time) {
        targets.get(0).letRun(time);
    }

    @Override
    public void close() {
        CompletableFuture.allOf(targets.stream()
                        .map(target -> CompletableFuture.runAsync(target::close))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}
