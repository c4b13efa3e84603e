// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.fakes.PagerDutyFake;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tool repeats a delivery after the node was killed and is there again: what the node knew in memory is gone, what stands in
 * its log is not, so the repeat has no second effect and nobody is paged twice (decision 0010).
 */
class RepeatedDeliveryIT {
    private static final String TOKEN = "a-token-of-24-characters";
    private static final String KEY = "a-key-to-sign-with";
    private static final Map<String, String> SECRETS =
            Map.of("PAGERDUTY_KEY", "0123456789abcdef0123456789abcdef", "MONITORING_TOKEN", TOKEN, "SIGNING_KEY", KEY);
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void knowsADeliveryAfterItWasKilled() throws Exception {
        try (PagerDutyFake pagerDuty = PagerDutyFake.start(0, Clock.systemUTC())) {
            Path settings = settings(pagerDuty);
            String body = firing(Instant.now());
            String signedAt = String.valueOf(Instant.now().getEpochSecond());
            String signed = firing(Instant.now().plusSeconds(1)).replace("f-1", "f-2");

            // When
            try (NodeProcess node = start(settings)) {
                URI address = node.awaitReady();
                assertThat(monitoring(address, "d-1", body).statusCode()).isEqualTo(202);
                assertThat(monitoring(address, "d-1", body).body()).contains("\"duplicate\":true");
                assertThat(signed(address, signedAt, signed).statusCode()).isEqualTo(202);
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(pagerDuty.incidents()).hasSize(2));
                node.kill();
            }

            // Then
            try (NodeProcess node = start(settings)) {
                URI address = node.awaitReady();
                assertThat(monitoring(address, "d-1", body).statusCode()).isEqualTo(202);
                assertThat(signed(address, signedAt, signed).statusCode()).isEqualTo(202);
                Map<String, Long> outcomes = new Client(address).settledOutcomes();
                assertThat(outcomes).containsEntry("alert", 2L).containsEntry("duplicate", 2L);
                assertThat(monitoring(address, "d-1", body).body()).contains("\"duplicate\":true");
                assertThat(monitoring(address, "d-1", body.replace("down", "worse"))
                                .statusCode())
                        .isEqualTo(409);
                String tenMinutesAgo = String.valueOf(Instant.now().getEpochSecond() - 601);
                assertThat(signed(address, tenMinutesAgo, signed).statusCode()).isEqualTo(401);
                assertThat(node.terminate()).isZero();
            }
            assertThat(pagerDuty.incidents()).hasSize(2);
        }
    }

    private HttpResponse<String> monitoring(URI address, String id, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address.resolve("/webhooks/monitoring"))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("X-Delivery", id)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> signed(URI address, String at, String body)
            throws IOException, InterruptedException, GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signature = mac.doFinal((at + "." + body).getBytes(StandardCharsets.UTF_8));
        return http.send(
                HttpRequest.newBuilder(address.resolve("/webhooks/signed"))
                        .header("X-Signature", HexFormat.of().formatHex(signature))
                        .header("X-Time", at)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String firing(Instant since) {
        return """
                {"version":"4","status":"firing","groupKey":"g","receiver":"tocsin","alerts":[{"status":"firing",
                "labels":{"alertname":"Down","severity":"critical"},"annotations":{"summary":"it is down"},
                "startsAt":"%s","endsAt":"0001-01-01T00:00:00Z","generatorURL":"","fingerprint":"f-1"}]}""".formatted(since);
    }

    private static NodeProcess start(Path settings) {
        return NodeProcess.run(SECRETS, "server", "--port", "0", "--config", settings.toString());
    }

    private Path settings(PagerDutyFake pagerDuty) throws IOException {
        return Files.writeString(folder.resolve("tocsin.yaml"), """
                data-dir: data
                sources:
                  monitoring:
                    {tool: alertmanager, auth: {type: bearer, secrets: "${env:MONITORING_TOKEN}"}, id-header: X-Delivery}
                  signed:
                    tool: alertmanager
                    replay-window: 10m
                    auth: {type: hmac, header: X-Signature, timestamp-header: X-Time, signed-text: "{timestamp}.{body}",
                           secrets: "${env:SIGNING_KEY}"}
                receivers:
                  oncall: {type: pagerduty, routing-key: "${env:PAGERDUTY_KEY}", base-uri: "%s"}
                routes: {page: oncall}
                log: {level: warn}
                """.formatted(pagerDuty.url()));
    }
}
