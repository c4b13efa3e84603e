// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process has cost so far, as Linux counts it in {@code /proc}.
 *
 * @param cpuSeconds processor time, user and system, all threads, in steps of 0.01 s
 * @param rssBytes memory that is resident now
 * @param peakRssBytes the most that was ever resident
 */
public record ProcessFigures(double cpuSeconds, long rssBytes, long peakRssBytes) {
    /** Clock ticks per second in {@code /proc/<pid>/stat}: 100 on every Linux platform that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    /** Reads them for a process that runs. */
    public static ProcessFigures of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            String stat = Files.readString(process.resolve("stat"));
            List<String> status = Files.readAllLines(process.resolve("status"));
            return new ProcessFigures(cpuSeconds(stat), bytes(status, "VmRSS:"), bytes(status, "VmHWM:"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads them for this process. */
    public static ProcessFigures own() {
        return of(ProcessHandle.current().pid());
    }

    /** What two processes have cost together; the sum of two peaks need not have been reached at one moment. */
    public ProcessFigures plus(ProcessFigures other) {
        return new ProcessFigures(
                cpuSeconds + other.cpuSeconds, rssBytes + other.rssBytes, peakRssBytes + other.peakRssBytes);
    }

    /** Fields are counted after the command's name, which is in brackets and may hold anything. */
    static double cpuSeconds(String stat) {
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        return (Long.parseLong(fields.get(USER_TIME)) + Long.parseLong(fields.get(SYSTEM_TIME))) / TICKS_PER_SECOND;
    }

    static long bytes(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(kib -> Long.parseLong(kib) << 10)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("/proc/<pid>/status has no " + name));
    }

    /** Resident memory in units of 2^20 bytes. */
    public double rssMib() {
        return rssBytes / (double) (1 << 20);
    }

    /** The most resident memory in units of 2^20 bytes. */
    public double peakRssMib() {
        return peakRssBytes / (double) (1 << 20);
    }
}
