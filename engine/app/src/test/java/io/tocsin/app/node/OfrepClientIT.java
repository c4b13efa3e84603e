// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenFeature's own SDK and OFREP provider, from npm, read the decisions of a real node. */
class OfrepClientIT {
    /** Of 2026-11; what is newer may speak a newer OFREP. */
    private static final List<String> PACKAGES =
            List.of("@openfeature/server-sdk@1", "@openfeature/ofrep-provider@0.1");

    private static final String TOKEN = "a-token-of-24-characters";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void readsTheTierThatARuleSetFromTheBudgetAndTheDefaultOfWhatNobodyDecided() throws Exception {
        // Given
        install();
        try (NodeProcess node = NodeProcess.run(
                Map.of("TOKEN", TOKEN),
                "server",
                "--port",
                "0",
                "--config",
                settings().toString())) {
            URI address = node.awaitReady();

            // Then
            assertThat(read(address, TOKEN, "llm.tier.search=standard")
                            .get(0)
                            .path("value")
                            .asText())
                    .isEqualTo("standard");

            // When
            spend(address);

            // Then
            await().atMost(SOON).untilAsserted(() -> {
                List<JsonNode> flags =
                        read(address, TOKEN, "llm.tier.search=standard", "llm.tier.other=standard", "nobody.knows=me");
                assertThat(flags.get(0).path("value").asText()).isEqualTo("economy");
                assertThat(flags.get(0).has("errorCode")).isFalse();
                assertThat(flags.get(1).path("value").asText()).isEqualTo("standard");
                assertThat(flags.get(2).path("value").asText()).isEqualTo("me");
                assertThat(flags.get(2).path("errorCode").asText()).isEqualTo("FLAG_NOT_FOUND");
            });
            assertThat(read(address, "not-the-token-of-anybody", "llm.tier.search=standard")
                            .get(0)
                            .path("value")
                            .asText())
                    .as("who is not let in goes on with the default")
                    .isEqualTo("standard");
        }
    }

    /** Uses 95 % of the day's budget at once. */
    private void spend(URI address) throws IOException, InterruptedException {
        String call = "{\"type\":\"llm.call\",\"team\":\"search\",\"user\":\"anna\",\"provider\":\"anthropic\","
                + "\"model\":\"claude-opus-5\",\"tokens\":{\"input\":100,\"output\":10},\"costUsd\":0.95}";
        assertThat(post(address, "/api/v1/events", call)).isEqualTo(202);
    }

    private int post(URI address, String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    private List<JsonNode> read(URI address, String token, String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", "ofrep-client.mjs", address.toString(), token));
        command.addAll(List.of(flags));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        List<JsonNode> answers = new ArrayList<>();
        for (String line : said.lines().filter(text -> text.startsWith("{")).toList()) {
            answers.add(JSON.readTree(line));
        }
        assertThat(answers).as(said).hasSize(flags.length);
        return answers;
    }

    /** Skips the test where there is no npm, or no registry to install from. */
    private void install() throws IOException, InterruptedException {
        try (InputStream script = OfrepClientIT.class.getResourceAsStream("/npm/ofrep-client.mjs")) {
            Files.write(
                    folder.resolve("ofrep-client.mjs"),
                    Objects.requireNonNull(script).readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of(
                "npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefix", folder.toString()));
        command.addAll(PACKAGES);
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm.log").toFile())
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "npm is not installed");
            return;
        }
        boolean ended = process.waitFor(3, TimeUnit.MINUTES);
        assumeTrue(ended && process.exitValue() == 0, "npm could not install the OpenFeature packages");
    }

    private Path settings() throws IOException {
        Files.writeString(folder.resolve("budgets.yaml"), """
                budgets:
                  - scope: {team: search}
                    period: day
                    usd: 1
                    time-zone: "%s"
                """.formatted(whereItIsEarly()));
        return Files.writeString(folder.resolve("tocsin.yaml"), """
                data-dir: data
                budgets-file: budgets.yaml
                server: {tokens: {app: "${env:TOKEN}"}}
                log: {level: warn}
                """);
    }

    /** A zone where it is about three in the morning, so that most of the day is left. */
    private static ZoneOffset whereItIsEarly() {
        int hours = 3 - LocalTime.now(ZoneOffset.UTC).getHour();
        return ZoneOffset.ofHours(hours < -12 ? hours + 24 : hours);
    }
}
