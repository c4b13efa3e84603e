// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.app.SourceTree;
import io.tocsin.app.node.Client;
import io.tocsin.app.node.NodeProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The OpenTelemetry SDK for JavaScript, from npm, with each of its exporters. */
class OpenTelemetryIT {
    private static final Path SCRIPTS = SourceTree.root().resolve("engine/app/src/test/clients/opentelemetry");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static NodeProcess node;
    private static URI address;
    private static int grpcPort;
    private static Client client;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Program.need("node", "npm");
        for (String file : new String[] {"package.json", "send.mjs"}) {
            Files.copy(SCRIPTS.resolve(file), folder.resolve(file));
        }
        Program.run(folder, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts");
        grpcPort = free();
        node = NodeProcess.run(
                Map.of("TOCSIN_SERVER_GRPC_PORT", Integer.toString(grpcPort)),
                "server",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString());
        address = node.awaitReady();
        client = new Client(address);
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"http/protobuf, search", "http/json, support", "grpc, sales"})
    void sendsACallItsMetricAndItsScore(String protocol, String team) throws Exception {
        // Given
        double calls = received("otlp-traces");
        double points = received("otlp-metrics");
        double scores = received("otlp-logs");

        // When
        String to = protocol.equals("grpc") ? "http://127.0.0.1:" + grpcPort : address.toString();
        String said = Program.run(folder, "node", "send.mjs", to, protocol, team);

        // Then: everything was taken, in the encoding it was sent in.
        assertThat(said).contains("sent");
        assertThat(received("otlp-traces")).isEqualTo(calls + 1);
        assertThat(received("otlp-metrics")).isEqualTo(points + 2);
        assertThat(received("otlp-logs")).isEqualTo(scores + 1);

        // Then: the call was judged, and its content is nowhere.
        await().atMost(PATIENCE).until(() -> said(client.get("/api/v1/alerts"), team));
        assertThat(client.text("/api/v1/alerts")).doesNotContain("CONTENT-THAT-MUST-NOT-BE-KEPT");
        assertThat(node.said()).doesNotContain("CONTENT-THAT-MUST-NOT-BE-KEPT");
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean said(JsonNode alerts, String team) {
        for (JsonNode alert : alerts.path("alerts")) {
            if (alert.path("rule").asText().equals("cost.context-bloat")
                    && alert.toString().contains("anna-" + team)) {
                return true;
            }
        }
        return false;
    }

    private static double received(String source) throws IOException, InterruptedException {
        return client.text("/metrics")
                .lines()
                .filter(line -> line.startsWith("tocsin_events_received_total{source=\"" + source + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
