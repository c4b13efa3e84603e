// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tools of the operating system. */
public final class Shell {
    private static final long SECONDS = 20;

    private Shell() {}

    /** Whether this process may do what only root may. */
    public static boolean isRoot() throws InterruptedException {
        return run("id", "-u").strip().equals("0");
    }

    /**
     * Runs a command; answers what it said.
     *
     * @throws IllegalStateException if it ends with anything but 0
     */
    public static String run(String... command) throws InterruptedException {
        String line = String.join(" ", command);
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(line + " did not end");
            } else if (process.exitValue() != 0) {
                throw new IllegalStateException(line + " ended with " + process.exitValue() + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }
}
