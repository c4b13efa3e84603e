// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.app.node.Client;
import io.tocsin.app.node.NodeProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus, Alertmanager and amtool as Debian ships them. */
class PrometheusIT {
    private static final String TOKEN = "a-token-of-24-characters";
    private static final String KEY = "alertmanager-key-0123456789";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private NodeProcess node;
    private URI address;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        Program.need("prometheus", "prometheus-alertmanager", "amtool");
        Path settings = Files.writeString(folder.resolve("tocsin.yaml"), """
                data-dir: data
                server: {webhooks: {alertmanager: '${env:KEY}'}}
                """);
        node = NodeProcess.run(Map.of("KEY", KEY), "server", "--port", "0", "--config", settings.toString());
        address = node.awaitReady();
        client = new Client(address);
    }

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void prometheusWritesSamplesAndPostsItsAlerts() throws Exception {
        // Given: it scrapes us, writes what it scraped back to us, and has an alert that is always true.
        int port = freePort();
        Files.writeString(folder.resolve("rules.yml"), """
                groups:
                  - name: g
                    interval: 1s
                    rules:
                      - alert: AlwaysTrue
                        expr: vector(42) > 0
                        labels: {severity: page, team: search}
                        annotations: {summary: "it is {{ $value }}"}
                """);
        Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [rules.yml]
                scrape_configs:
                  - job_name: tocsin
                    authorization: {credentials: %2$s}
                    static_configs: [{targets: ["%1$s"]}]
                remote_write:
                  - url: http://%1$s/api/v1/write
                    authorization: {credentials: %2$s}
                    write_relabel_configs:
                      - {source_labels: [__name__], regex: "up|tocsin_.*", action: keep}
                alerting:
                  alertmanagers:
                    - authorization: {credentials: %2$s}
                      static_configs: [{targets: ["%1$s"]}]
                """.formatted(address.getAuthority(), TOKEN));

        // When
        try (Program prometheus = Program.start(
                folder,
                "prometheus",
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=tsdb",
                "--web.listen-address=127.0.0.1:" + port)) {

            // Then: samples are durable here, and none was refused there.
            until(() -> metric("tocsin_events_received_total{source=\"prometheus\"") > 100, prometheus);
            until(() -> !alerts("?filter=alertname%3DAlwaysTrue").isEmpty(), prometheus);
            String own = new Client(URI.create("http://127.0.0.1:" + port)).text("/metrics");
            assertThat(sum(own, "prometheus_remote_storage_samples_total")).isPositive();
            assertThat(sum(own, "prometheus_remote_storage_samples_failed_total"))
                    .as(prometheus.said())
                    .isZero();
            assertThat(sum(own, "prometheus_notifications_errors_total"))
                    .as(prometheus.said())
                    .isZero();
            JsonNode alert = alerts("?filter=alertname%3DAlwaysTrue").get(0);
            assertThat(alert.path("labels").path("team").asText()).isEqualTo("search");
            assertThat(alert.path("labels").path("severity").asText()).isEqualTo("page");
            assertThat(alert.path("annotations").path("summary").asText()).contains("it is 42");
        }
    }

    @Test
    void alertmanagerTellsItsGroupsByWebhook() throws Exception {
        // Given
        int port = freePort();
        Files.writeString(
                folder.resolve("alertmanager.yml"), """
                route: {receiver: tocsin, group_wait: 1s, group_interval: 1s, group_by: [alertname]}
                receivers:
                  - name: tocsin
                    webhook_configs: [{url: "%s", send_resolved: true}]
                """.formatted(address.resolve("/webhooks/alertmanager/" + KEY)));
        String own = "http://127.0.0.1:" + port;
        try (Program alertmanager = Program.start(
                folder,
                "prometheus-alertmanager",
                "--config.file=alertmanager.yml",
                "--storage.path=am",
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + port)) {
            until(() -> new Client(URI.create(own)).status("/-/ready") == 200, alertmanager);

            // When
            Program.run(folder, "amtool", "--alertmanager.url=" + own, "alert", "add", "Slow", "team=search");

            // Then
            until(() -> !alerts("?filter=alertname%3DSlow").isEmpty(), alertmanager);

            // When: it ends there.
            Program.run(
                    folder,
                    "amtool",
                    "--alertmanager.url=" + own,
                    "alert",
                    "add",
                    "Slow",
                    "team=search",
                    "--end=2020-01-01T00:00:00Z",
                    "--start=2019-01-01T00:00:00Z");
            until(() -> alerts("?filter=alertname%3DSlow").isEmpty(), alertmanager);
        }
    }

    @Test
    void amtoolAddsAndQueriesAlerts() throws Exception {
        String url = "--alertmanager.url=" + address;

        // When
        Program.run(
                folder,
                "amtool",
                url,
                "alert",
                "add",
                "QueueGrows",
                "severity=critical",
                "team=search",
                "--annotation=summary=420 wait",
                "--generator-url=http://prometheus.example:9090/graph");

        // Then
        await().atMost(PATIENCE)
                .until(() -> Program.run(folder, "amtool", url, "alert", "query", "team=search")
                        .contains("QueueGrows"));
        // It begins with a warning that our version is not its own.
        String said = Program.run(folder, "amtool", url, "-o", "json", "alert", "query", "QueueGrows");
        JsonNode found = new ObjectMapper().readTree(said.substring(said.indexOf('[')));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).path("labels").path("severity").asText()).isEqualTo("critical");
        assertThat(found.get(0).path("generatorURL").asText()).isEqualTo("http://prometheus.example:9090/graph");
        assertThat(Program.run(folder, "amtool", url, "alert", "query", "team=other"))
                .doesNotContain("QueueGrows");
        assertThat(Program.run(folder, "amtool", url, "config", "show")).contains("Tocsin");

        // When: it is added again with an end that has passed.
        Program.run(
                folder,
                "amtool",
                url,
                "alert",
                "add",
                "QueueGrows",
                "severity=critical",
                "team=search",
                "--start=2019-01-01T00:00:00Z",
                "--end=2020-01-01T00:00:00Z");

        // Then
        await().atMost(PATIENCE)
                .until(() -> !Program.run(folder, "amtool", url, "alert", "query", "team=search")
                        .contains("QueueGrows"));
    }

    private JsonNode alerts(String query) throws IOException, InterruptedException {
        return client.get("/api/v2/alerts" + query);
    }

    private double metric(String name) throws IOException, InterruptedException {
        return sum(client.text("/metrics"), name);
    }

    /** The sum of every series whose line begins so. */
    private static double sum(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static void until(Callable<Boolean> condition, Program program) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .conditionEvaluationListener(evaluated -> {
                    if (!evaluated.isSatisfied() && evaluated.getRemainingTimeInMS() < 0) {
                        throw new AssertionError(program.said());
                    }
                })
                .until(condition);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
