// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A machine of its own for each member. Members reach each other over cables that can be cut; senders, vendor and ledger
 * reach every member whatever is cut, over relays. So a member that is cut off from the others could still page and act,
 * and that it does the one and not the other is its own doing. Needs root. Not thread-safe.
 */
public final class Islands implements AutoCloseable {
    private final Netns net;
    private final Path sockets;
    private final List<Relay> relays = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();

    /** One machine for each name. */
    Islands(List<String> names) throws IOException, InterruptedException {
        this.net = Netns.of(names.toArray(String[]::new));
        this.sockets = Files.createTempDirectory("lab");
    }

    /** The cables. */
    public Netns net() {
        return net;
    }

    /** Lets the outside reach a port of a member, and the member some ports outside; each keeps its number. */
    void connect(String name, int inner, List<Integer> outer) throws IOException {
        List<String> pairs = new ArrayList<>();
        String in = sockets.resolve(name + "-in").toString();
        pairs.addAll(List.of(in, Integer.toString(inner)));
        for (int port : outer) {
            String out = sockets.resolve(name + "-" + port).toString();
            relays.add(Relay.between(out, Integer.toString(port)));
            pairs.addAll(List.of(Integer.toString(port), out));
        }
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", net.namespace(name)));
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx48m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classes(),
                Relay.class.getName()));
        command.addAll(pairs);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        processes.add(process);
        String said = process.inputReader().readLine();
        if (!Relay.READY.equals(said)) {
            throw new IllegalStateException("no relay to " + name + ": " + said);
        }
        relays.add(Relay.between(Integer.toString(inner), in));
    }

    private static String classes() {
        return Path.of(Relay.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
    }

    /** Takes it all down; the members must have ended. */
    @Override
    public void close() throws InterruptedException {
        relays.forEach(Relay::close);
        for (Process process : processes) {
            process.destroyForcibly();
            process.waitFor();
        }
        net.close();
        try {
            for (Path socket : Files.list(sockets).toList()) {
                Files.delete(socket);
            }
            Files.delete(sockets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
