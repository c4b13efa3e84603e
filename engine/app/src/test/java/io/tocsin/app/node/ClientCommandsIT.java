// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.app.SourceTree;
import io.tocsin.app.cli.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that talk to a server, against a real one. */
class ClientCommandsIT {
    private static final Path SAMPLES = SourceTree.root().resolve("connectors/sources/src/main/resources/samples");
    private static final String KEY = "alertmanager-key-0123456789";

    @TempDir
    private static Path folder;

    private static NodeProcess node;
    private static String url;

    @BeforeAll
    static void start() throws IOException {
        Path settings = Files.writeString(
                folder.resolve("tocsin.yaml"),
                "data-dir: data\nserver: {webhooks: {alertmanager: '${env:KEY}', litellm: '${env:KEY}'}}\n");
        node = NodeProcess.run(Map.of("KEY", KEY), "server", "--port", "0", "--config", settings.toString());
        url = node.awaitReady().toString();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void sendsTheSamplesAsTheirSendersDo() {
        assertThat(run("send", sample("native-batch.ndjson")).out()).contains("native-batch.ndjson  accepted 6");
        assertThat(run("send", "--source", "cloudevents", sample("cloudevent.json"))
                        .out())
                .contains("accepted 1");
        assertThat(run("send", "--source", "otlp-logs", sample("otlp-logs.json"))
                        .out())
                .contains("accepted");
        assertThat(run("send", "--source", "otlp-metrics", sample("otlp-metrics.json"))
                        .out())
                .contains("accepted");
        assertThat(run("send", "--source", "litellm", "--key", KEY, sample("litellm.json"))
                        .out())
                .contains("accepted");
    }

    @Test
    void saysWhichSourceWasMeant() {
        // When
        Line line = run("send", "--source", "litelm", sample("litellm.json"));

        // Then
        assertThat(line.code()).isEqualTo(2);
        assertThat(line.err()).contains("there is no source litelm; did you mean 'litellm'?");
    }

    @Test
    void aBodyThatWasOnlyKeptIsNotASuccess() {
        // When
        Line line = run("send", "--source", "litellm", "--key", KEY, sample("otlp-logs.json"));

        // Then
        assertThat(line.code()).isEqualTo(1);
        assertThat(line.out()).contains("kept for a human");
    }

    @Test
    void aWrongKeyIsNotLetIn() {
        // When
        Line line = run("send", "--source", "litellm", "--key", "no-such-key-0123456789", sample("litellm.json"));

        // Then
        assertThat(line.code()).isEqualTo(4);
        assertThat(line.err()).contains("does not let you in (401)");
    }

    @Test
    void saysWhichEventIsWrongAndHow() throws IOException {
        // Given
        Path file =
                Files.writeString(folder.resolve("wrong.json"), "{\"type\":\"llm.call\",\"tokens\":{\"input\":-1}}");

        // When
        Line line = run("send", file.toString());

        // Then
        assertThat(line.code()).isEqualTo(1);
        assertThat(line.out()).isEmpty();
        assertThat(line.err()).contains("refused (422)").contains("tokens.input");
    }

    @Test
    void listsShowsAndTakesAnAlert() throws IOException {
        // Given
        run("send", dear("growth", "u-growth").toString());
        await().untilAsserted(() ->
                assertThat(alerts("--state", "all", "team=growth")).hasSize(1));

        // When
        JsonNode alert = alerts("--state", "all", "rule=cost.expensive-request", "team=~gro.*")
                .path(0);
        String id = alert.path("id").asText();

        // Then
        assertThat(alerts("--state", "all", "team!~gro.*", "team=growth")).isEmpty();
        assertThat(run("alert", "list", "--state", "all", "team=growth").out())
                .contains("SEVERITY")
                .contains(id)
                .contains("user=u-growth");
        assertThat(run("alert", "show", id).out()).contains("because").contains("$80.00");
        assertThat(run("alert", "ack", id, "--by", "anna").out()).contains("taken by anna");
        await().untilAsserted(() -> assertThat(run("alert", "show", id).out()).contains("acknowledged: taken by anna"));
        assertThat(run("alert", "show", "none").code()).isEqualTo(1);
        assertThat(run("alert", "list", "--state", "loud").err()).contains("state must be one of");
    }

    @Test
    void stopsAndReleasesAutomations() {
        // When
        Line stopped = run("automation", "stop", "--reason", "incident 4711", "--by", "anna");

        // Then
        assertThat(stopped.code()).isZero();
        assertThat(stopped.out()).contains("stopped");
        await().untilAsserted(
                        () -> assertThat(run("automation", "status").out()).contains("automations are stopped"));
        assertThat(run("automation", "release").code()).isZero();
        await().untilAsserted(
                        () -> assertThat(run("automation", "status").out()).contains("automations may run"));
        assertThat(run("runbook", "runs").err()).contains("no runs in the last 24 hours");
        assertThat(run("runbook", "approve", "none").code()).isEqualTo(1);
    }

    @Test
    void listsActionsAndTakesNoVerdictOnWhatIsNotInDoubt() {
        assertThat(run("actions", "list").err()).contains("no such actions");
        assertThat(run("actions", "list", "--state", "in-doubt", "-o", "json").out())
                .isEqualToIgnoringWhitespace("[]");
        assertThat(run("actions", "list", "--state", "loud").err()).contains("state must be one of");
        assertThat(run("actions", "judge", "none", "--outcome", "failed").err())
                .contains("no action in doubt has this key");
        assertThat(run("actions", "judge", "none", "--outcome", "maybe").code()).isEqualTo(2);
    }

    @Test
    void tailsWhatConcernsTheMatchers() throws IOException {
        try (NodeProcess tail = NodeProcess.run(Map.of(), "tail", "--json", "team=legal", "--url", url)) {

            // When: each time by somebody else, because one that has fired is quiet, and the tail may not listen yet.
            AtomicInteger users = new AtomicInteger();
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        String user = "u-" + users.incrementAndGet();
                        run("send", dear("other", user + "-other").toString());
                        run("send", dear("legal", user).toString());
                        return tail.said().contains("legal");
                    });

            // Then
            JsonNode first =
                    new ObjectMapper().readTree(tail.said().lines().findFirst().orElseThrow());
            assertThat(first.path("alert").path("rule").asText()).isEqualTo("cost.expensive-request");
            assertThat(tail.said()).doesNotContain("team=other");
        }
    }

    private static Path dear(String team, String user) throws IOException {
        return Files.writeString(folder.resolve("dear.json"), """
                {"type":"llm.call","source":"batch","team":"%s","user":"%s","provider":"anthropic",\
                "model":"claude-opus-5","tokens":{"input":9000,"output":800},"costUsd":80,"status":200}
                """.formatted(team, user));
    }

    private static JsonNode alerts(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("alert", "list", "-o", "json"));
        all.addAll(Arrays.asList(arguments));
        return new ObjectMapper().readTree(run(all.toArray(String[]::new)).out());
    }

    private static Line run(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--url");
        all.add(url);
        return Line.run(all.toArray(String[]::new));
    }

    private static String sample(String name) {
        return SAMPLES.resolve(name).toString();
    }
}
