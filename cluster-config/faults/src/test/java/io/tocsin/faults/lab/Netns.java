// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Network namespaces on a bridge of their own, which reaches nothing else: machines that can be cut off from each other.
 * Needs root and {@code ip}. Packets are lost silently, as on a broken cable, never refused. Not thread-safe.
 */
public final class Netns implements AutoCloseable {
    private static final String NETWORK = "10.77.0.";
    private static final int FIRST_ADDRESS = 11;
    private static final String NOBODY = "02:00:00:00:00:fe";
    private static final int CONNECT_SECONDS = 2;
    private static final int CLOSED_PORT = 9;
    private static final int LETTERS = 26;

    private static final AtomicInteger MADE = new AtomicInteger();

    private final String prefix =
            "t" + ProcessHandle.current().pid() % 1_000_000 + (char) ('a' + MADE.getAndIncrement() % LETTERS);
    private final List<String> names;

    private Netns(List<String> names) {
        this.names = List.copyOf(names);
    }

    /** Makes one namespace for each name, all of which reach each other and {@link #hub()}. Names have at most 3 letters. */
    public static Netns of(String... names) throws InterruptedException {
        Netns netns = new Netns(List.of(names));
        try {
            netns.make();
            return netns;
        } catch (RuntimeException | InterruptedException e) {
            netns.close();
            throw e;
        }
    }

    private void make() throws InterruptedException {
        ip("link", "add", bridge(), "type", "bridge");
        ip("address", "add", hub() + "/24", "dev", bridge());
        ip("link", "set", bridge(), "up");
        for (String name : names) {
            String space = namespace(name);
            ip("netns", "add", space);
            ip("link", "add", cable(name), "type", "veth", "peer", "name", "eth0", "netns", space);
            ip("link", "set", cable(name), "master", bridge(), "up");
            ip("-n", space, "address", "add", address(name) + "/24", "dev", "eth0");
            ip("-n", space, "link", "set", "eth0", "up");
            ip("-n", space, "link", "set", "lo", "up");
        }
    }

    /** The address of this process in that network. */
    public String hub() {
        return NETWORK + 1;
    }

    /** The name the operating system knows a namespace by, for {@link Member.Place#inside}. */
    public String namespace(String name) {
        return prefix + name;
    }

    /** The address of a namespace. */
    public String address(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("there is no namespace " + name + ", only " + names);
        }
        return NETWORK + (FIRST_ADDRESS + index);
    }

    /** Pulls the cable of a namespace: it reaches nobody. */
    public void unplug(String name) throws InterruptedException {
        ip("link", "set", cable(name), "down");
    }

    /** Puts the cable back. */
    public void plug(String name) throws InterruptedException {
        ip("link", "set", cable(name), "up");
    }

    /** Loses what one sends to another, and nothing else. */
    public void lose(String from, String to) throws InterruptedException {
        ip("-n", namespace(from), "neigh", "replace", address(to), "lladdr", NOBODY, "dev", "eth0", "nud", "permanent");
    }

    /** Lets one send to another again. */
    public void deliver(String from, String to) throws InterruptedException {
        ip("-n", namespace(from), "neigh", "del", address(to), "dev", "eth0");
    }

    /** Cuts two off from each other; both still reach everybody else. */
    public void part(String one, String other) throws InterruptedException {
        lose(one, other);
        lose(other, one);
    }

    /** Ends a {@link #part}. */
    public void join(String one, String other) throws InterruptedException {
        deliver(one, other);
        deliver(other, one);
    }

    /** Whether a connection attempt from one to another is answered, be it by a refusal. Takes two seconds when not. */
    public boolean reaches(String from, String to) throws InterruptedException {
        String connect = "exec 3<>/dev/tcp/" + address(to) + "/" + CLOSED_PORT;
        try {
            Process process = new ProcessBuilder("ip", "netns", "exec", namespace(from), "bash", "-c", connect)
                    .redirectErrorStream(true)
                    .start();
            if (!process.waitFor(CONNECT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).contains("refused");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String bridge() {
        return prefix + "-br";
    }

    private String cable(String name) {
        return prefix + "-" + name;
    }

    private static void ip(String... words) throws InterruptedException {
        String[] command = new String[words.length + 1];
        command[0] = "ip";
        System.arraycopy(words, 0, command, 1, words.length);
        Shell.run(command);
    }

    /** Takes everything down that was made. Processes inside must have ended. */
    @Override
    public void close() throws InterruptedException {
        String spaces = Shell.run("ip", "netns", "list");
        for (String name : names) {
            if (spaces.lines().anyMatch(line -> line.split(" ")[0].equals(namespace(name)))) {
                ip("netns", "del", namespace(name));
            }
        }
        if (Shell.run("ip", "-brief", "link").contains(bridge())) {
            ip("link", "del", bridge());
        }
    }
}
