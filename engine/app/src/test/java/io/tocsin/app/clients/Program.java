// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.clients;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this machine as a process. Its two outputs go to one file. Closing ends it. */
final class Program implements AutoCloseable {
    private static final long MOST_SECONDS = 120;

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Skips the test, with the reason, unless every one of these is on the path. */
    static void need(String... names) {
        for (String name : names) {
            boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
            assumeTrue(there, name + " is not on the PATH; CI installs it, see .ci/run");
        }
    }

    /** Starts one in a folder, where its output goes too. */
    static Program start(Path folder, String... command) {
        try {
            Path output = Files.createTempFile(folder, Path.of(command[0]).getFileName() + "-", ".out");
            Process process = new ProcessBuilder(List.of(command))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new Program(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one to its end and answers what it said. @throws AssertionError if it fails or hangs */
    static String run(Path folder, String... command) throws InterruptedException {
        try (Program program = start(folder, command)) {
            boolean ended = program.process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
            if (!ended || program.process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed:\n" + program.said());
            }
            return program.said();
        }
    }

    /** Everything it said so far. */
    String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
