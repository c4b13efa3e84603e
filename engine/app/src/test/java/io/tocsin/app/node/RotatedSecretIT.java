// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets of sources are replaced while the node runs, and no delivery is lost meanwhile. */
class RotatedSecretIT {
    private static final String OLD = "the-old-secret-of-25-chars";
    private static final String NEW = "the-new-secret-of-25-chars";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Path secret;
    private Path settings;

    @BeforeEach
    void write() throws IOException {
        secret = Files.writeString(folder.resolve("grafana.secret"), OLD);
        settings = write("10m", "");
    }

    private Path write(String overlap, String more) throws IOException {
        return Files.writeString(folder.resolve("tocsin.yaml"), """
                data-dir: data
                server: {tokens: {ops: "${env:TOKEN}"}}
                log: {level: info}
                sources:
                  grafana: {overlap: %s, auth: {type: bearer, secrets: "${file:%s}"}}
                %s""".formatted(overlap, secret, more));
    }

    private NodeProcess start() {
        return NodeProcess.run(
                Map.of("TOKEN", "the-token-of-operators"), "server", "--port", "0", "--config", settings.toString());
    }

    @Test
    void takesTheNewSecretAsSoonAsTheFileHoldsItAndTheOldOneForAWhile() throws Exception {
        try (NodeProcess node = start()) {
            URI address = node.awaitReady();
            assertThat(push(address, OLD)).isEqualTo(202);
            assertThat(push(address, NEW)).isEqualTo(401);

            // When
            Files.writeString(secret, NEW);

            // Then
            await().atMost(SOON).until(() -> push(address, NEW) == 202);
            assertThat(push(address, OLD)).isEqualTo(202);

            // When
            write("0s", "");
            Files.writeString(secret, NEW + "-and-more");
            await().atMost(SOON).until(() -> push(address, NEW + "-and-more") == 202);

            // Then
            assertThat(push(address, NEW)).as("the overlap was taken away").isEqualTo(401);
            assertThat(node.said()).doesNotContain(OLD).doesNotContain(NEW);
        }
    }

    @Test
    void theOldSecretHoldsAsLongAsItWasToWhenSomethingElseOfItsSourceChanges() throws Exception {
        try (NodeProcess node = start()) {
            URI address = node.awaitReady();
            Files.writeString(secret, NEW);
            await().atMost(SOON).until(() -> push(address, NEW) == 202);

            // When
            write("10m, per-second: 500", "");
            HttpResponse<String> changed = reload(address);

            // Then
            assertThat(changed.body()).contains("changed: grafana");
            assertThat(push(address, NEW)).isEqualTo(202);
            assertThat(push(address, OLD)).isEqualTo(202);
        }
    }

    @Test
    void changesNothingWhenAnythingIsWrongAndSaysSo() throws Exception {
        try (NodeProcess node = start()) {
            URI address = node.awaitReady();

            // When
            write("10m", "  datadog: {auth: {type: bearr, secrets: \"${env:TOKEN}\"}}\n");
            HttpResponse<String> wrong = reload(address);

            // Then
            assertThat(wrong.statusCode()).isEqualTo(422);
            assertThat(wrong.body())
                    .contains("reload-failed")
                    .contains("sources.datadog.auth.type")
                    .contains("bearer");
            assertThat(node.said()).contains("the settings could not be read again");
            assertThat(push(address, OLD)).isEqualTo(202);

            // When
            write("10m", "  datadog: {auth: {type: bearer, secrets: \"${env:TOKEN}\"}}\nworkers: 3\n");
            HttpResponse<String> right = reload(address);

            // Then
            assertThat(right.statusCode()).isEqualTo(200);
            assertThat(right.body()).contains("changed: datadog").contains("need a restart: workers");
            assertThat(push(address, OLD)).isEqualTo(202);
        }
    }

    @Test
    void readsAgainWhenItIsToldToByASignal() throws Exception {
        assumeFalse(isHangUpIgnored(), "SIGHUP is ignored by whatever runs the tests, such as nohup");
        try (NodeProcess node = start()) {
            URI address = node.awaitReady();
            Path other = Files.writeString(folder.resolve("other.secret"), NEW);
            Files.writeString(settings, Files.readString(settings).replace(secret.toString(), other.toString()));

            // When
            Process kill = new ProcessBuilder("kill", "-HUP", Long.toString(node.pid())).start();
            assertThat(kill.waitFor()).isZero();

            // Then
            await().atMost(SOON).until(() -> push(address, NEW) == 202);
            assertThat(push(address, OLD)).isEqualTo(202);
            assertThat(node.isAlive()).isTrue();
        }
    }

    /** A process inherits which signals are ignored, and a JVM leaves those alone. */
    private static boolean isHangUpIgnored() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1) != 0);
    }

    private int push(URI address, String token) throws IOException, InterruptedException {
        String body = "{\"ruleId\":7,\"ruleName\":\"r\",\"state\":\"ok\",\"evalMatches\":[]}";
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/webhooks/grafana"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    private HttpResponse<String> reload(URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/-/reload"))
                .header("Authorization", "Bearer the-token-of-operators")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
