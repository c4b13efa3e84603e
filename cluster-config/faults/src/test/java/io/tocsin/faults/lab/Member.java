// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import static java.util.Objects.requireNonNull;

import io.tocsin.app.node.Client;
import io.tocsin.app.node.NodeProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One server with a name, a folder and a port of its own, which it keeps over restarts. Its processes are real and end in
 * the ways real ones do. Not thread-safe, except for {@link #client()}.
 */
public final class Member implements AutoCloseable {
    private static final Map<String, String> SECRETS = Map.of("PAGERDUTY_KEY", "0123456789abcdef0123456789abcdef");

    private final String name;
    private final Place place;
    private final int port;
    private final Client client;
    private @Nullable NodeProcess process;

    /**
     * Where and how a member runs.
     *
     * @param folder its settings lie here
     * @param data its data directory
     * @param wrapper what the program is started by, such as {@code ip netns exec a}; empty for nothing
     * @param host address it listens on
     * @param jvm options of its JVM
     * @param settings what stands in its settings beside data directory and port
     */
    public record Place(Path folder, Path data, List<String> wrapper, String host, List<String> jvm, String settings) {
        /** Copies the lists. */
        public Place {
            wrapper = List.copyOf(wrapper);
            jvm = List.copyOf(jvm);
        }

        /** With its data elsewhere. */
        public Place withData(Path other) {
            return new Place(folder, other, wrapper, host, jvm, settings);
        }

        /** With more settings, as lines of YAML with keys that are not set yet. */
        public Place withSettings(String more) {
            return new Place(folder, data, wrapper, host, jvm, settings + more);
        }

        /** Started by something. */
        public Place by(List<String> words) {
            return new Place(folder, data, words, host, jvm, settings);
        }

        /** Inside a network namespace, at an address of it. */
        public Place inside(String namespace, String address) {
            return new Place(folder, data, List.of("ip", "netns", "exec", namespace), address, jvm, settings);
        }
    }

    Member(String name, Place place) {
        this.name = name;
        this.place = place;
        this.port = freePort();
        this.client = new Client(address());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Where it answers, whether it runs or not. */
    public URI address() {
        return URI.create("http://" + place.host() + ":" + port);
    }

    /** Its data directory. */
    public Path data() {
        return place.data();
    }

    /** Speaks to it, whichever process it is by then. */
    public Client client() {
        return client;
    }

    /** Starts a process; returns at once. Options are for this process only, and the last word on a thing counts. */
    public Member start(String... options) {
        if (isAlive()) {
            throw new IllegalStateException("member " + name + " runs already");
        }
        try {
            Files.createDirectories(place.folder());
            Path settings = Files.writeString(
                    place.folder().resolve("tocsin.yaml"),
                    "data-dir: '" + place.data() + "'\n" + "server: {host: '" + place.host() + "', port: " + port
                            + "}\n" + place.settings());
            List<String> jvm = new ArrayList<>(place.jvm());
            jvm.addAll(List.of(options));
            process = NodeProcess.run(place.wrapper(), jvm, SECRETS, "server", "--config", settings.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Waits until it takes signals. */
    public Member awaitReady() {
        running().awaitReady();
        return this;
    }

    /** SIGKILL, and waits for the end. */
    public void kill() throws InterruptedException {
        running().kill();
    }

    /** SIGSTOP: it is there and does nothing. */
    public void pause() throws InterruptedException {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if nothing had been. */
    public void resume() throws InterruptedException {
        signal("CONT");
    }

    /** SIGTERM; answers the exit code. */
    public int terminate() throws InterruptedException {
        return running().terminate();
    }

    /** Waits for an end nobody asked for; answers the exit code. */
    public int exitCode() throws InterruptedException {
        return running().exitCode();
    }

    /** Whether there is a process, paused or not. */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** What its last process said. */
    public String said() {
        return running().said();
    }

    private void signal(String signal) throws InterruptedException {
        Shell.run("kill", "-" + signal, Long.toString(running().pid()));
    }

    private NodeProcess running() {
        return requireNonNull(process, () -> "member " + name + " was never started");
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
