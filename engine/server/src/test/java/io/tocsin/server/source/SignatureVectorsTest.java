// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures computed by another program, right ones and wrong ones. */
class SignatureVectorsTest {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    /** More of them, kept beside a working copy by who has them. */
    private static final String OTHERS = "shared/fixtures/webhooks/_signature-vectors.json";

    static List<JsonNode> vectors() throws IOException {
        List<JsonNode> vectors = new ArrayList<>();
        try (InputStream own = SignatureVectorsTest.class.getResourceAsStream("/signature-vectors.json")) {
            add(vectors, Objects.requireNonNull(own).readAllBytes());
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(OTHERS))) {
                add(vectors, Files.readAllBytes(folder.resolve(OTHERS)));
                break;
            }
        }
        return vectors;
    }

    private static void add(List<JsonNode> vectors, byte[] file) throws IOException {
        new ObjectMapper().readTree(file).path("vectors").forEach(vectors::add);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void tellsRightFromWrong(JsonNode vector) {
        // Given
        Map<String, String> headers = new TreeMap<>();
        vector.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        Instant now = Instant.ofEpochSecond(vector.path("now").asLong(1_700_000_000));
        Sent sent = new Sent("", headers, now);

        // When
        String reason =
                sent.refusedBy(proof(vector), vector.path("body").asText().getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(reason.isEmpty())
                .as("refused because: " + reason)
                .isEqualTo(vector.path("valid").asBoolean());
    }

    private static Proof proof(JsonNode vector) {
        List<String> secrets =
                List.of("some-other-secret", vector.path("secret").asText());
        String header = "X-Grafana-Alerting-Signature";
        return switch (vector.path("scheme").asText()) {
            case "pagerduty-v3" -> Signatures.pagerDuty(secrets);
            case "slack-v0" -> Signatures.slack(secrets, WINDOW);
            case "grafana-hmac" -> Signatures.grafana(header, "", secrets, WINDOW);
            case "grafana-hmac-timestamped" ->
                Signatures.grafana(header, vector.path("timestampHeader").asText(), secrets, WINDOW);
            case "sentry" -> Signatures.sentry(secrets);
            case "langfuse" -> Signatures.langfuse(secrets, WINDOW);
            case "standard-webhooks-v1" -> Signatures.standard(secrets.subList(1, 2), WINDOW);
            case "honeycomb-token" -> Credential.header("x-honeycomb-webhook-token", secrets);
            default -> throw new IllegalArgumentException("unknown scheme in " + vector);
        };
    }
}
