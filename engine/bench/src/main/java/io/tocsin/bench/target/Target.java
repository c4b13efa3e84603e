// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server that was started as a child process and answers {@code GET /-/ready} with 200. Closing it sends SIGTERM and,
 * if that does not help, SIGKILL. Confined to one thread.
 */
public final class Target implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final int POLL_MILLIS = 10;
    private static final int STOP_SECONDS = 20;
    private static final int LAST_LINES = 5;

    private final Process process;
    private final URI address;
    private final double readySeconds;

    private Target(Process process, URI address, double readySeconds) {
        this.process = process;
        this.address = address;
        this.readySeconds = readySeconds;
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @param command a shell command; {@code {port}} stands for a free port, {@code {data}} for the directory. It is run
     *     by {@code sh -c "exec …"}, so that the process measured is the server and not a shell
     * @param data directory for the server's data and, in {@code server.log}, what it prints
     * @throws IllegalStateException if it ends or is not ready within two minutes
     */
    public static Target start(String command, Path data) {
        int port = freePort();
        String line = command.replace("{port}", Integer.toString(port)).replace("{data}", data.toString());
        Path log = data.resolve("server.log");
        long started = System.nanoTime();
        try {
            Process process = new ProcessBuilder("sh", "-c", "exec " + line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            URI address = URI.create("http://127.0.0.1:" + port);
            try {
                awaitReady(process, address, log);
            } catch (RuntimeException e) {
                process.destroyForcibly();
                throw e;
            }
            return new Target(process, address, (System.nanoTime() - started) / 1e9);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitReady(Process process, URI address, Path log) {
        HttpClient client = HttpClient.newHttpClient();
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!ready(client, address)) {
            if (ended(process, POLL_MILLIS)) {
                throw new IllegalStateException("the server ended before it was ready:\n" + end(log));
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the server was not ready within " + READY_WITHIN + ":\n" + end(log));
            }
        }
    }

    /** What a log says last; its folder is gone by the time somebody reads the message. */
    private static String end(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }

    private static boolean ready(HttpClient client, URI address) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/-/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the server", e);
        }
    }

    private static boolean ended(Process process, long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the server", e);
        }
    }

    /** Lets time pass while the server runs. */
    public void letRun(Duration time) {
        if (ended(process, time.toMillis())) {
            throw new IllegalStateException("the server ended by itself");
        }
    }

    /** Where it listens. */
    public URI address() {
        return address;
    }

    /** Seconds from its start to the first 200 of {@code /-/ready}. */
    public double readySeconds() {
        return readySeconds;
    }

    /** What it has cost so far. */
    public ProcessFigures figures() {
        return ProcessFigures.of(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        if (!ended(process, TimeUnit.SECONDS.toMillis(STOP_SECONDS))) {
            process.destroyForcibly();
        }
    }
}
