// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.server.source.Credential;
import io.tocsin.server.source.DeliveryId;
import io.tocsin.server.source.Proof;
import io.tocsin.server.source.Signatures;
import io.tocsin.server.source.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sources that prove who they are, and what the server remembers of them. */
class SourcesIT {
    private static final String SECRET = "the-secret-of-a-vendor";
    private static final String BODY = "{\"id\":\"a\"}";

    private final ServerFixture fixture = ServerFixture.with(
            source("pager", "grafana", Signatures.pagerDuty(List.of(SECRET, SECRET + "-old")), 1_000, "x-webhook-id"),
            source("slack", "grafana", Signatures.slack(List.of(SECRET), Duration.ofMinutes(5)), 1_000, ""),
            source("few", "grafana", Credential.bearer(List.of(SECRET)), 1, ""),
            source("few-alerts", "alertmanager", Credential.bearer(List.of(SECRET)), 1, ""),
            source("bug", "broken", Credential.bearer(List.of(SECRET)), 1_000, "x-id"),
            new Source("trial", "grafana", "", Credential.bearer(List.of(SECRET)), true, 1_000, ""),
            new Source("other", "grafana", "acme", Credential.bearer(List.of(SECRET)), false, 1_000, ""));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void takesWhatIsSignedWithEitherSecret() throws IOException {
        // Then
        assertThat(pager("d-1", SECRET, BODY).status()).isEqualTo(202);
        assertThat(pager("d-2", SECRET + "-old", BODY).status()).isEqualTo(202);
        assertThat(fixture.alertmanager.seen.get(0).deliveryId()).isEqualTo("d-1");
        assertThat(deliveries("pager").findValuesAsText("secret"))
                .as("so that people see when the old one can go")
                .containsExactly("2", "1");
    }

    @Test
    void tellsAStrangerNothingAndCountsWhy() throws IOException {
        // When
        RawHttp.Answer wrong = pager("d-1", "another-secret-of-ours", BODY);
        RawHttp.Answer version = post("pager", Map.of("X-PagerDuty-Signature", "v9=" + hmac(SECRET, BODY)), BODY);
        RawHttp.Answer nothing = post("pager", Map.of(), BODY);

        // Then
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(wrong.body())
                .isEqualTo("{\"type\":\"urn:tocsin:problem:signature-invalid\",\"title\":\"Signature invalid\","
                        + "\"status\":401,\"detail\":\"the signature is not that of this body under a secret of this"
                        + " source\",\"hint\":\"compare the secret on both sides; nothing on the way may change the"
                        + " body\"}");
        assertThat(version.body()).isEqualTo(wrong.body());
        assertThat(nothing.status()).isEqualTo(401);
        assertThat(nothing.body()).contains("urn:tocsin:problem:signature-missing");
        assertThat(fixture.alertmanager.seen).isEmpty();
        assertThat(fixture.get("/metrics").body())
                .contains("tocsin_intake_rejected_total{source=\"pager\",reason=\"signature-invalid\",} 1.0")
                .contains("tocsin_intake_rejected_total{source=\"pager\",reason=\"signature-version-unknown\",} 1.0")
                .contains("tocsin_intake_rejected_total{source=\"pager\",reason=\"signature-missing\",} 1.0");
    }

    @Test
    void refusesWhatWasSignedTooLongAgoBeforeItReadsTheBody() throws IOException {
        // When
        RawHttp.Answer answer = slack(FakeEngine.NOW.minusSeconds(301).getEpochSecond(), BODY);

        // Then
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("urn:tocsin:problem:timestamp-out-of-window");
        assertThat(deliveries("slack").path(0).path("bytes").asInt()).isZero();
    }

    @Test
    void answersARepeatWithoutASecondEffect() throws IOException {
        // Given
        pager("d-1", SECRET, BODY);

        // When
        RawHttp.Answer again = pager("d-1", SECRET, BODY);
        RawHttp.Answer other = pager("d-1", SECRET, "{\"id\":\"b\"}");

        // Then
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo("{\"accepted\":0,\"duplicate\":true}");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body()).contains("urn:tocsin:problem:idempotency-mismatch");
        assertThat(fixture.engine.accepted).hasSize(1);
        assertThat(fixture.get("/metrics").body()).contains("tocsin_intake_duplicates_total{source=\"pager\",} 1.0");
    }

    @Test
    void knowsACopyOfASignedRequestWithoutAnId() throws IOException {
        // Given
        long now = FakeEngine.NOW.getEpochSecond();

        // Then
        assertThat(slack(now, BODY).status()).isEqualTo(202);
        assertThat(slack(now, BODY).body()).contains("\"duplicate\":true");
        assertThat(slack(now + 1, BODY).status()).isEqualTo(202);
    }

    @Test
    void takesARepeatOfWhatCouldNotBeStored() throws IOException {
        // Given
        fixture.engine.failure = new IllegalStateException("disk full");
        assertThat(pager("d-1", SECRET, BODY).status()).isEqualTo(503);

        // When
        fixture.engine.failure = null;

        // Then
        assertThat(pager("d-1", SECRET, BODY).status()).isEqualTo(202);
    }

    @Test
    void sendsARepeatAwayWhileTheFirstIsOnItsWay() throws IOException {
        // Given
        fixture.engine.silent = true;
        try (RawHttp first = new RawHttp(fixture.port())) {
            first.send(
                    "POST /webhooks/pager HTTP/1.1\r\nHost: localhost\r\nX-Webhook-Id: d-1\r\nX-PagerDuty-Signature: v1="
                            + hmac(SECRET, BODY) + "\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY);
            await().until(() -> !fixture.alertmanager.seen.isEmpty());

            // When
            RawHttp.Answer second = pager("d-1", SECRET, BODY);

            // Then
            assertThat(second.status()).isEqualTo(503);
            assertThat(second.body()).contains("delivery-in-progress");
            assertThat(second.headers()).containsEntry("retry-after", "1");
        }
    }

    @Test
    void refusesAnIdThatIsTooLong() throws IOException {
        // When
        RawHttp.Answer answer = pager("x".repeat(256), SECRET, BODY);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:tocsin:problem:id-invalid");
    }

    @Test
    void boundsASourceAndNoOther() throws IOException {
        // Given
        for (int i = 0; i < 10; i++) {
            assertThat(bearer("few", BODY).status()).isEqualTo(202);
            assertThat(bearer("few-alerts", BODY).status()).isEqualTo(202);
        }

        // When
        RawHttp.Answer over = bearer("few", BODY);

        // Then
        assertThat(over.status()).isEqualTo(429);
        assertThat(over.headers()).containsEntry("retry-after", "1");
        assertThat(over.body()).contains("quota-exceeded").contains("1 deliveries a second");
        assertThat(bearer("few-alerts", BODY).status())
                .as("Alertmanager would drop it on 429")
                .isEqualTo(503);
        assertThat(bearer("other", BODY).status()).isEqualTo(202);
        fixture.clock.forward(Duration.ofSeconds(1));
        assertThat(bearer("few", BODY).status()).isEqualTo(202);
    }

    @Test
    void spendsNoQuotaOnStrangers() throws IOException {
        // When
        for (int i = 0; i < 30; i++) {
            assertThat(post("few", Map.of("Authorization", "Bearer nobody"), BODY)
                            .status())
                    .isEqualTo(401);
        }

        // Then
        assertThat(bearer("few", BODY).status()).isEqualTo(202);
    }

    @Test
    void goesOnBesideASourceThatFails() throws IOException {
        // When
        RawHttp.Answer failed = post("bug", Map.of("Authorization", "Bearer " + SECRET, "X-Id", "d-1"), BODY);

        // Then
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.body()).doesNotContain("a bug");
        assertThat(bearer("other", BODY).status()).isEqualTo(202);
        assertThat(deliveries("bug").path(0).path("reason").asText()).isEqualTo("internal");
    }

    @Test
    void actsForTheTenantOfTheSource() throws IOException {
        // When
        bearer("other", BODY);

        // Then
        assertThat(fixture.engine.accepted.get(0).tenant()).isEqualTo("acme");
    }

    @Test
    void onlyShowsWhatATrialWouldBecome() throws IOException {
        // When
        RawHttp.Answer read = bearer("trial", "[{\"id\":\"a\"},{\"id\":\"b\"},{\"bad\":true}]");
        RawHttp.Answer not = bearer("trial", "{\"id\":");

        // Then
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body())
                .isEqualTo("{\"accepted\":0,\"test\":true,\"signals\":{\"heartbeat\":2},\"rejected\":1,"
                        + "\"reason\":\"a record has no id\"}");
        assertThat(not.body())
                .isEqualTo("{\"accepted\":0,\"test\":true,\"deadLettered\":true,\"detail\":\"not JSON at byte 7\"}");
        assertThat(fixture.engine.accepted).isEmpty();
        assertThat(fixture.engine.letters).isEmpty();
        JsonNode delivery = deliveries("trial").path(1);
        assertThat(delivery.path("verdict").asText()).isEqualTo("captured");
        assertThat(delivery.path("captured").path(0).path("type").asText()).isEqualTo("heartbeat");
        assertThat(delivery.path("captured").path(1).path("id").asText()).isEqualTo("b");
    }

    @Test
    void onlyShowsWhatATrialWouldOrder() throws IOException {
        // When
        RawHttp.Answer read = bearer("trial", "{\"ack\":\"a\"}");

        // Then
        assertThat(read.body()).isEqualTo("{\"accepted\":0,\"test\":true,\"signals\":{}}");
        assertThat(fixture.engine.commands).isEmpty();
        assertThat(deliveries("trial").path(0).path("detail").asText()).isEqualTo("would acknowledge a by anna");
    }

    @Test
    void showsWhatBecameOfDeliveries() throws IOException {
        // Given
        pager("d-1", SECRET, BODY);
        pager("d-1", SECRET, BODY);
        pager("d-2", SECRET, "{\"secret text\":");
        pager("d-3", "another-secret-of-ours", BODY);

        // When
        JsonNode deliveries = deliveries("pager");

        // Then
        assertThat(deliveries.findValuesAsText("verdict"))
                .containsExactly("refused", "dead-letter", "duplicate", "accepted");
        assertThat(deliveries.path(3).toString())
                .isEqualTo("{\"number\":1,\"at\":\"2026-11-24T03:10:00Z\",\"verdict\":\"accepted\",\"reason\":\"\","
                        + "\"status\":202,\"bytes\":10,\"deliveryId\":\"d-1\",\"secret\":1,\"signals\":{\"heartbeat\":1},"
                        + "\"rejected\":0,\"detail\":\"\",\"captured\":[],\"woke\":[]}");
        assertThat(deliveries.path(0).path("deliveryId").asText())
                .as("of somebody we do not know")
                .isEmpty();
        assertThat(deliveries.toString()).doesNotContain("secret text", SECRET);
        assertThat(fixture.get("/api/v1/sources/nobody/deliveries").status()).isEqualTo(404);
    }

    @Test
    void listsSourcesWithoutTheirSecrets() throws IOException {
        // Given
        pager("d-1", SECRET, BODY);

        // When
        String listed = fixture.get("/api/v1/sources").body();

        // Then
        assertThat(listed).doesNotContain(SECRET, ServerFixture.KEY);
        JsonNode sources = new ObjectMapper().readTree(listed).path("sources");
        assertThat(sources.findValuesAsText("name")).startsWith("alertmanager", "bug", "few");
        assertThat(sources.path(0).path("path").asText()).isEqualTo("/webhooks/alertmanager/{key}");
        JsonNode pager = sources.path(6);
        assertThat(pager.path("name").asText()).isEqualTo("pager");
        assertThat(pager.path("auth").asText()).isEqualTo("pagerduty-v1");
        assertThat(pager.path("path").asText()).isEqualTo("/webhooks/pager");
        assertThat(pager.path("deliveries").path("accepted").asInt()).isEqualTo(1);
        assertThat(pager.path("last").path("verdict").asText()).isEqualTo("accepted");
    }

    @Test
    void letsNoStrangerPushOthersOutOfTheLog() throws IOException {
        // Given
        bearer("other", BODY);

        // When
        for (int i = 0; i < 120; i++) {
            post("other", Map.of(), BODY);
        }

        // Then
        JsonNode deliveries = deliveries("other");
        assertThat(deliveries).hasSize(51);
        assertThat(deliveries.path(50).path("verdict").asText()).isEqualTo("accepted");
    }

    @Test
    void hasNoKeyInThePathOfASignedSource() throws IOException {
        assertThat(fixture.post("/webhooks/pager/" + ServerFixture.KEY, BODY).status())
                .isEqualTo(404);
        assertThat(fixture.post("/webhooks/alertmanager", BODY).status()).isEqualTo(401);
    }

    private static Source source(String name, String tool, Proof proof, int quota, String id) {
        return new Source(name, tool, "", proof, false, quota, id.isEmpty() ? DeliveryId.header(tool) : id);
    }

    private JsonNode deliveries(String source) throws IOException {
        String body = fixture.get("/api/v1/sources/" + source + "/deliveries").body();
        return new ObjectMapper().readTree(body).path("deliveries");
    }

    private RawHttp.Answer pager(String id, String secret, String body) throws IOException {
        return post("pager", Map.of("X-Webhook-Id", id, "X-PagerDuty-Signature", "v1=" + hmac(secret, body)), body);
    }

    private RawHttp.Answer slack(long at, String body) throws IOException {
        return post(
                "slack",
                Map.of(
                        "X-Slack-Request-Timestamp",
                        Long.toString(at),
                        "X-Slack-Signature",
                        "v0=" + hmac(SECRET, "v0:" + at + ":" + body)),
                body);
    }

    private RawHttp.Answer bearer(String source, String body) throws IOException {
        return post(source, Map.of("Authorization", "Bearer " + SECRET), body);
    }

    private RawHttp.Answer post(String source, Map<String, String> headers, String body) throws IOException {
        Map<String, String> all = new HashMap<>(ServerFixture.JSON);
        all.putAll(headers);
        return fixture.post("/webhooks/" + source, all, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
