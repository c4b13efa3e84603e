// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.app.cli.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tocsin intake} against a real node, with sources of every kind. */
class IntakeCommandsIT {
    private static final String SECRET = "a secret's \"$text\" with 'marks'";

    @TempDir
    private static Path folder;

    private static NodeProcess node;
    private static String url;
    private static String settings;
    private static String firing;

    @BeforeAll
    static void start() throws IOException {
        Path secret = Files.writeString(folder.resolve("it's a secret"), SECRET + "\n");
        Path standard = Files.writeString(folder.resolve("standard"), "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3\n");
        Path key = Files.writeString(folder.resolve("key"), "0123456789abcdef-key\n");
        firing = Files.writeString(folder.resolve("fir ing.json"), """
                        {"version":"4","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"Größe"},\
                        "startsAt":"2026-11-27T03:00:00Z","fingerprint":"f1"}]}
                        """).toString();
        settings = Files.writeString(folder.resolve("tocsin.yaml"), """
                data-dir: data
                server: {webhooks: {alertmanager: '${file:%2$s}'}}
                sources:
                  path: {tool: alertmanager, auth: {type: secret-path, secrets: '${file:%2$s}'}}
                  bearer: {tool: alertmanager, auth: {type: bearer, secrets: '${file:%2$s}'}}
                  basic: {tool: alertmanager, auth: {type: basic, user: tool, secrets: '${file:%1$s}'}}
                  header: {tool: alertmanager, auth: {type: header, header: X-Token, secrets: '${file:%2$s}'}}
                  github: {tool: alertmanager, auth: {type: hmac, header: X-Hub-Signature-256, prefix: sha256=, secrets: '${file:%1$s}'}}
                  full:
                    tool: alertmanager
                    auth:
                      type: hmac
                      header: X-Sig
                      encoding: base64
                      timestamp-header: X-Time
                      id-header: X-Id
                      signed-text: '{id}"$x`{timestamp}|{body}'
                      secrets: ['${file:%1$s}', '${file:%2$s}']
                  slack: {tool: alertmanager, auth: {type: slack-v0, secrets: '${file:%1$s}'}}
                  pagerduty: {tool: alertmanager, auth: {type: pagerduty-v1, secrets: '${file:%1$s}'}}
                  grafana: {tool: alertmanager, auth: {type: grafana, secrets: '${file:%1$s}'}}
                  wronged: {tool: alertmanager, auth: {type: grafana, secrets: '${file:%1$s}'}}
                  grafana-timed: {tool: alertmanager, auth: {type: grafana, timestamp-header: X-Time, secrets: '${file:%1$s}'}}
                  sentry: {tool: alertmanager, auth: {type: sentry, secrets: '${file:%1$s}'}}
                  langfuse: {auth: {type: langfuse-v1, secrets: '${file:%1$s}'}, tool: alertmanager}
                  standard: {tool: alertmanager, auth: {type: standard-webhooks, secrets: '${file:%3$s}'}}
                  aws: {tool: cloudwatch, auth: {type: sns, topics: 'arn:aws:sns:eu-west-1:123456789012:alarms'}}
                  trial: {tool: alertmanager, mode: test, auth: {type: bearer, secrets: '${file:%2$s}'}}
                """.formatted(
                                secret.toString().replace("'", "''"), key, standard))
                .toString();
        node = NodeProcess.run(Map.of(), "server", "--port", "0", "--config", settings);
        url = node.awaitReady().toString();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alertmanager",
                "path",
                "bearer",
                "basic",
                "header",
                "github",
                "full",
                "slack",
                "pagerduty",
                "grafana",
                "grafana-timed",
                "sentry",
                "langfuse",
                "standard"
            })
    void sendsAsTheSourceDoesAndSoDoesThePrintedLine(String source) throws Exception {
        // When
        Line sent = run("send", source, firing, "--config", settings);
        Line curl = run("send", source, firing, "--config", settings, "--curl");

        // Then
        assertThat(sent.err()).isEmpty();
        assertThat(sent.out()).containsPattern("accepted 1|taken before");
        assertThat(curl.out()).doesNotContain("0123456789abcdef", "marks", "whsec_M");
        assertThat(shell(curl.out())).containsPattern("\"accepted\":1|\"duplicate\":true");
        JsonNode tail = first(run("tail", source, "--once", "--json").out());
        assertThat(tail.path("verdict").asText()).isEqualTo("accepted");
        assertThat(tail.path("secret").asInt()).isEqualTo(1);
        assertThat(tail.path("signals").path("alert").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "standard"})
    void everyDeliveryHasAnIdOfItsOwnHoweverSoonItFollows(String source) throws IOException {
        for (int i = 0; i < 3; i++) {
            String other = Files.readString(Path.of(firing)).replace("f1", source + i);
            Path file = Files.writeString(folder.resolve(source + i + ".json"), other);

            assertThat(run("send", source, file.toString(), "--config", settings)
                            .out())
                    .contains("accepted 1");
        }
    }

    @Test
    void listsSourcesAndTellsDeliveries() {
        // Given
        run("send", "trial", firing, "--config", settings);

        // When
        Line list = run("list");
        Line tail = run("tail", "trial", "--once");

        // Then
        assertThat(list.out()).containsPattern("aws +cloudwatch +sns +live +0").containsPattern("trial .* captured");
        assertThat(tail.out())
                .contains("trial  200  captured")
                .contains("1 alert")
                .contains("\"fingerprint\":\"f1\"");
        assertThat(run("tail", "nobody", "--once").code()).isEqualTo(1);
    }

    @Test
    void saysWhatIsWrongWithASecret() throws IOException {
        // Given
        Path other = Files.writeString(folder.resolve("other"), "another-secret-of-ours");
        Path wrong = Files.writeString(
                folder.resolve("wrong.yaml"),
                "sources: {wronged: {tool: alertmanager, auth: {type: grafana, secrets: '${file:" + other + "}'}}}");

        // When
        Line line = run("send", "wronged", firing, "--config", wrong.toString());

        // Then
        assertThat(line.code()).isEqualTo(1);
        assertThat(line.err())
                .contains("refused (401): the signature is not that of this body")
                .contains("compare");
        assertThat(run("send", "aws", firing, "--config", settings).err()).contains("aws sns publish");
        assertThat(run("send", "grafna", firing, "--config", settings).err()).contains("did you mean 'grafana'?");
    }

    @Test
    void showsWhatABodyWouldBecomeWithoutAServer() throws IOException {
        // Given
        Path nonsense = Files.writeString(folder.resolve("nonsense.json"), "{\"a\":1}");

        // When
        Line understood = Line.run("intake", "test", "alertmanager", firing);
        Line not = Line.run("intake", "test", "grafana", nonsense.toString(), "--config", settings);

        // Then
        assertThat(understood.code()).as(understood.err()).isZero();
        assertThat(first(understood.out()).path("name").asText()).isEqualTo("Größe");
        assertThat(not.code()).isEqualTo(1);
        assertThat(not.err()).contains("not understood").contains("list of alerts");
        assertThat(Line.run("intake", "test", "alertmanger", firing).err()).contains("did you mean 'alertmanager'?");

        // Given
        Path mappings = Files.writeString(folder.resolve("mappings.yaml"), "mappings: 1");
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "mappings-file: " + mappings);

        // When
        Line wrong = Line.run("intake", "test", "grafana", firing, "--config", broken.toString());

        // Then
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("the mappings do not load").doesNotContain("bug");
    }

    @Test
    void makesASecretAndSaysHowItTakesTheOldOnesPlace() throws IOException {
        // Given
        Path to = folder.resolve("new.secret");

        // When
        Line line = Line.run("intake", "rotate-secret", "grafana", "--config", settings, "--to", to.toString());

        // Then
        assertThat(line.code()).isZero();
        String secret = Files.readString(to).strip();
        assertThat(secret).hasSize(43);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(to)))
                .isEqualTo("rw-------");
        assertThat(line.out())
                .contains("sources.grafana.auth.secrets: ['${file:" + to + "}', '${file:")
                .contains("secret=2")
                .doesNotContain(secret);
        assertThat(Line.run("intake", "rotate-secret", "grafana", "--config", settings, "--to", to.toString())
                        .err())
                .contains("exists");
        assertThat(Line.run("intake", "rotate-secret", "pagerduty", "--config", settings, "--to", to + "-2")
                        .err())
                .contains("the vendor makes this secret");
    }

    private static Line run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("intake"));
        all.addAll(Arrays.asList(arguments));
        all.addAll(List.of("--url", url));
        return Line.run(all.toArray(String[]::new));
    }

    private static JsonNode first(String lines) throws IOException {
        return new ObjectMapper().readTree(lines.lines().findFirst().orElseThrow());
    }

    private static String shell(String line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", line.strip())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
