// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.app.SourceTree;
import io.tocsin.fakes.FakeVendors;
import io.tocsin.fakes.PagerDutyIncident;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerIT {
    private static final Map<String, String> SECRETS =
            Map.of("PAGERDUTY_KEY", "0123456789abcdef0123456789abcdef", "SLACK_TOKEN", "xoxb-test-test-test");
    private static final String DEAR = """
            {"type":"llm.call","id":"dear-1","source":"batch","team":"legal","provider":"anthropic",\
            "model":"claude-opus-5","tokens":{"input":9000,"output":800},"costUsd":75.5,"status":200}
            """;

    @TempDir
    private Path folder;

    @Test
    void pagesOnceForADearRequestAndKeepsItOverARestart() throws Exception {
        try (FakeVendors vendors = FakeVendors.start(Clock.systemUTC()).withoutRateLimits()) {
            Path settings = settings(vendors);
            String id;

            // When
            try (NodeProcess node = start(settings)) {
                URI address = node.awaitReady();
                assertThat(new Client(address).send(DEAR)).isEqualTo(202);
                await().until(() -> !vendors.pagerDuty().incidents().isEmpty());
                JsonNode alerts = json(command(
                        "alert",
                        "list",
                        "rule=cost.expensive-request",
                        "-o",
                        "json",
                        "--state",
                        "all",
                        "--url",
                        address.toString()));
                assertThat(alerts).hasSize(1);
                id = alerts.path(0).path("id").asText();
                assertThat(node.terminate()).isZero();
            }

            // Then
            assertThat(vendors.pagerDuty().incidents()).hasSize(1);
            PagerDutyIncident incident = vendors.pagerDuty().incidents().get(0);
            assertThat(incident.dedupKey()).isEqualTo(id);
            assertThat(incident.summary()).contains("legal");
            try (NodeProcess again = start(settings)) {
                Client client = new Client(again.awaitReady());
                assertThat(client.send(DEAR)).isEqualTo(202);
                assertThat(client.settledOutcomes()).containsEntry("alert", 1L).containsEntry("duplicate", 1L);
                assertThat(client.get("/api/v1/alerts/" + id).path("rule").asText())
                        .isEqualTo("cost.expensive-request");
                assertThat(again.terminate()).isZero();
            }
            assertThat(vendors.pagerDuty().incidents()).hasSize(1);
        }
    }

    @Test
    void oneDirectoryServesOneProcess() throws Exception {
        try (NodeProcess first =
                run("server", "--port", "0", "--data", folder.resolve("data").toString())) {
            first.awaitReady();

            // When
            try (NodeProcess second = run(
                    "server", "--port", "0", "--data", folder.resolve("data").toString())) {

                // Then
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.said()).contains("is in use by process").doesNotContain("\tat ");
            }
        }
    }

    @Test
    void aTakenPortIsToldBeforeAnythingIsOpened() throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                NodeProcess node = run(
                        "server",
                        "--data",
                        folder.resolve("data").toString(),
                        "--port",
                        Integer.toString(taken.getLocalPort()))) {
            // Then
            assertThat(node.exitCode()).isEqualTo(1);
            assertThat(node.said()).contains("cannot listen on 127.0.0.1:" + taken.getLocalPort());
            assertThat(folder.resolve("data")).doesNotExist();
        }
    }

    @Test
    void aRuleThatDoesNotLoadStopsTheStartWithItsLine() throws Exception {
        // Given
        Path rules = copy("rules");
        Path file = rules.resolve("cost/spend.drl");
        Files.writeString(file, Files.readString(file).replace("usd >", "dollars >"));

        // When
        String said = refused("server", "--port", "0", "--rules", rules.toString(), "--data", folder + "/data");

        // Then
        assertThat(said).containsPattern("cost/spend.drl:\\d+").contains("dollars");
    }

    @Test
    void aThresholdThatDoesNotLoadStopsTheStartWithItsLine() throws Exception {
        // Given
        Path rules = copy("rules");
        Path file = rules.resolve("thresholds.yaml");
        Files.writeString(file, Files.readString(file).replaceFirst("clear:", "claer:"));

        // When
        String said = refused("server", "--port", "0", "--rules", rules.toString(), "--data", folder + "/data");

        // Then
        assertThat(said).containsPattern("thresholds.yaml:\\d+").contains("claer");
    }

    @Test
    void aRunbookThatDoesNotLoadStopsTheStartWithItsLine() throws Exception {
        // Given
        Path runbooks = copy("runbooks");
        Path file = runbooks.resolve("tier-downgrade/runbook.yaml");
        Files.writeString(file, Files.readString(file).replaceFirst("lease:", "laese:"));
        Path settings = Files.writeString(folder.resolve("tocsin.yaml"), "runbooks-dir: " + runbooks + "\n");

        // When
        String said = refused("server", "--port", "0", "--config", settings.toString(), "--data", folder + "/data");

        // Then
        assertThat(said).containsPattern("runbook.yaml:\\d+").contains("laese");
    }

    @Test
    void aKeyForNoSourceStopsTheStart() throws Exception {
        // Given
        Path settings = Files.writeString(
                folder.resolve("tocsin.yaml"), "server: {webhooks: {alertmanger: '${env:PAGERDUTY_KEY}'}}\n");

        // When
        String said = refused("server", "--port", "0", "--config", settings.toString(), "--data", folder + "/data");

        // Then
        assertThat(said).contains("server.webhooks.alertmanger is no source; did you mean 'alertmanager'?");
    }

    @Test
    void aDataDirectoryThatIsAFileStopsTheStart() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("mine"), "mine");

        // When
        String said = refused("server", "--port", "0", "--data", file.toString());

        // Then
        assertThat(said)
                .contains("data directory " + file + ": " + file + " is no folder")
                .contains("--data");
    }

    @Test
    void aReceiverThatCannotWorkStopsTheStart() throws Exception {
        // Given
        Path settings = Files.writeString(
                folder.resolve("tocsin.yaml"),
                "receivers: {a: {type: pagerduty, routing-key: '${env:PAGERDUTY_KEY}', base-uri: 'http://pd.example'}}");

        // When
        String said = refused("server", "--port", "0", "--config", settings.toString(), "--data", folder + "/data");

        // Then
        assertThat(said).contains("receivers.a.base-uri must be an absolute https address");
    }

    private String refused(String... arguments) throws InterruptedException {
        try (NodeProcess node = run(arguments)) {
            assertThat(node.exitCode()).isEqualTo(1);
            assertThat(node.said())
                    .doesNotContain("\tat ")
                    .doesNotContain("    at ")
                    .doesNotContain("Exception");
            assertThat(folder.resolve("data/tocsin.db")).doesNotExist();
            return node.said();
        }
    }

    private static NodeProcess run(String... arguments) {
        return NodeProcess.run(SECRETS, arguments);
    }

    private NodeProcess start(Path settings) {
        return run("server", "--port", "0", "--config", settings.toString());
    }

    private Path settings(FakeVendors vendors) throws IOException {
        return Files.writeString(folder.resolve("tocsin.yaml"), """
                data-dir: data
                receivers:
                  oncall: {type: pagerduty, routing-key: "${env:PAGERDUTY_KEY}", base-uri: "%s"}
                  chat: {type: slackops, bot-token: "${env:SLACK_TOKEN}", channel: "#llm", base-uri: "%s"}
                routes: {page: oncall, chat: chat, fallback: chat}
                """.formatted(
                        vendors.pagerDuty().url(), vendors.slack().apiUrl()));
    }

    private static String command(String... arguments) throws InterruptedException {
        try (NodeProcess process = run(arguments)) {
            assertThat(process.exitCode()).as(process.said()).isZero();
            return process.said();
        }
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    /** A copy of a folder of the installation that can be damaged. */
    private Path copy(String name) throws IOException {
        Path from = SourceTree.root().resolve("engine/app/target/tocsin").resolve(name);
        Path to = folder.resolve(name);
        try (Stream<Path> all = Files.walk(from)) {
            all.forEach(source -> {
                try {
                    Files.copy(source, to.resolve(from.relativize(source)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return to;
    }
}
