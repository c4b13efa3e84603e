// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.node;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A cluster of three server processes on the loopback interface, with a PostgreSQL server. Closing kills them. */
final class Members implements AutoCloseable {
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final Map<String, String> SECRETS = Map.of("PAGERDUTY_KEY", "0123456789abcdef0123456789abcdef");
    private static final String SERVER = "server: {port: 0}\n";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final URI pagerDuty;
    private final EmbeddedPostgres postgres;
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Map<String, NodeProcess> processes = new TreeMap<>();
    private final Map<String, String> urls = new TreeMap<>();
    private final Map<String, Client> clients = new TreeMap<>();

    private Members(Path folder, URI pagerDuty) throws IOException {
        this.folder = folder;
        this.pagerDuty = pagerDuty;
        for (String name : NAMES) {
            ports.put(name, freePort());
        }
        this.postgres = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    /** Starts all three, and waits until they take signals. */
    static Members start(Path folder, URI pagerDuty) throws IOException {
        return start(folder, pagerDuty, "");
    }

    /** The same with more settings. */
    static Members start(Path folder, URI pagerDuty, String more) throws IOException {
        Members members = new Members(folder, pagerDuty);
        NAMES.forEach(name -> members.run(name, SERVER + more));
        NAMES.forEach(members::awaitReady);
        return members;
    }

    /** Runs a member in its folder; {@code own} is added to its settings. */
    void run(String name, String own) {
        try {
            Path settings = Files.writeString(folder.resolve(name + ".yaml"), settings(name) + own);
            processes.put(name, NodeProcess.run(SECRETS, "server", "--port", "0", "--config", settings.toString()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void awaitReady(String name) {
        URI address = process(name).awaitReady();
        urls.put(name, address.toString());
        clients.put(name, new Client(address));
    }

    String url(String name) {
        return urls.get(name);
    }

    NodeProcess process(String name) {
        return processes.get(name);
    }

    Client client(String name) {
        return clients.get(name);
    }

    /** A condition that holds after a while; answers that do not come do not count. */
    static void eventually(String what, Condition condition) {
        await(what).atMost(PATIENCE).ignoreExceptions().until(condition::holds);
    }

    /** What is waited for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private String settings(String name) {
        List<String> members = new ArrayList<>();
        ports.forEach((other, port) -> members.add(other + "@127.0.0.1:" + port));
        return """
                data-dir: data-%s
                cluster: {enabled: true, member: %s, port: %d, members: ["%s"]}
                ledger: {url: "jdbc:postgresql://127.0.0.1:%d/postgres", user: postgres}
                receivers:
                  oncall: {type: pagerduty, routing-key: "${env:PAGERDUTY_KEY}", base-uri: "%s"}
                routes: {page: oncall}
                """.formatted(
                        name, name, ports.get(name), String.join("\", \"", members), postgres.getPort(), pagerDuty);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        processes.values().forEach(NodeProcess::close);
        postgres.close();
    }
}
