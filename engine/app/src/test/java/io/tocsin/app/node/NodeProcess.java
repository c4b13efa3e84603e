// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.node;

import static org.awaitility.Awaitility.await;

import io.tocsin.app.SourceTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program as a process of its own. Closing kills it. */
public final class NodeProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile(" +pages +(http://\\S+)");
    private static final Path PROGRAM = SourceTree.root().resolve("engine/app/target/tocsin/lib/tocsin-app.jar");
    private static final List<String> SMALL_AND_QUICK =
            List.of("-Xmx384m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final Duration LONGEST_START = Duration.ofSeconds(120);

    private final Process process;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private NodeProcess(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "node-output");
        reader.start();
    }

    /** Runs a command; its two outputs are read as one. */
    public static NodeProcess run(Map<String, String> environment, String... arguments) {
        return run(List.of(), SMALL_AND_QUICK, environment, arguments);
    }

    /**
     * Runs a command.
     *
     * @param wrapper what stands before it, such as {@code ip netns exec a}; it must become the program, not start it
     * @param options options of its JVM
     * @param environment beside what this process has
     */
    public static NodeProcess run(
            List<String> wrapper, List<String> options, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(wrapper);
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(options);
        command.addAll(List.of("-jar", PROGRAM.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return new NodeProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException e) {
            said.add("(the output broke off)");
        }
    }

    /** Its number, for signals. */
    public long pid() {
        return process.pid();
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Everything it said so far. */
    public String said() {
        return String.join("\n", said);
    }

    /** Its address, once it is ready. Fails when it ends before. */
    public URI awaitReady() {
        await().atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> address().isPresent() || !process.isAlive());
        return address().orElseThrow(() -> new AssertionError("it ended:\n" + said()));
    }

    private Optional<URI> address() {
        return said.stream()
                .map(ADDRESS::matcher)
                .filter(Matcher::matches)
                .map(match -> URI.create(match.group(1)))
                .findFirst();
    }

    /** Asks it to stop, as an init system does; answers the exit code. */
    public int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    /** Kills it without a warning. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Waits for its end. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end:\n" + said());
        }
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
