// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.server.source.SnsSignature;
import io.tocsin.server.source.SnsSigner;
import io.tocsin.server.source.Source;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source whose proof asks another server. */
class SnsIT {
    private static final int MORE_THAN_FIT = 70;
    private static final String TOKEN = "7777".repeat(16);

    @TempDir
    private static Path folder;

    private static SnsSigner sns;

    private final List<URI> visited = new CopyOnWriteArrayList<>();
    private volatile boolean away;
    private final CountDownLatch answered = new CountDownLatch(1);
    private final ServerFixture fixture = ServerFixture.with(Source.of(
            "grafana",
            new SnsSignature(List.of(SnsSigner.TOPIC), true, Duration.ofMinutes(5), this::fetch, Clock.systemUTC())));

    @BeforeAll
    static void sign() throws Exception {
        sns = new SnsSigner(folder, "sns.amazonaws.com");
    }

    @BeforeEach
    void now() {
        fixture.clock.forward(Duration.between(FakeEngine.NOW, Instant.now()));
    }

    @AfterEach
    void close() {
        answered.countDown();
        fixture.close();
    }

    @Test
    void takesAMessageOnce() throws Exception {
        // Given
        answered.countDown();
        byte[] body = message("m-1");

        // Then
        assertThat(post(body).status()).isEqualTo(202);
        assertThat(post(body).body()).isEqualTo("{\"accepted\":0,\"duplicate\":true}");
        assertThat(post(new String(body, StandardCharsets.UTF_8)
                                .replace("\"m-1\"", "\"m-2\"")
                                .getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(401);
        assertThat(fixture.engine.accepted).hasSize(1);
    }

    @Test
    void keepsNobodyElseWaiting() throws Exception {
        // Given
        RawHttp[] waiting = new RawHttp[MORE_THAN_FIT];
        for (int i = 0; i < waiting.length; i++) {
            waiting[i] = new RawHttp(fixture.port());
            byte[] body = message("m-" + i);
            waiting[i].send("POST /webhooks/grafana HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length
                    + "\r\n\r\n");
            waiting[i].send(body);
        }
        await().untilAsserted(() -> assertThat(fixture.get("/metrics").body())
                .contains("tocsin_intake_rejected_total{source=\"grafana\",reason=\"proof-overloaded\",} 4.0"));

        // When
        RawHttp.Answer other = fixture.post("/webhooks/alertmanager/" + ServerFixture.KEY, "{\"id\":\"a\"}");
        answered.countDown();

        // Then
        assertThat(other.status()).isEqualTo(202);
        int taken = 0;
        int away = 0;
        for (RawHttp http : waiting) {
            RawHttp.Answer answer = http.answer();
            taken += answer.status() == 202 ? 1 : 0;
            away += answer.status() == 503 ? 1 : 0;
            http.close();
        }
        assertThat(taken).as("two at work, 64 seats").isEqualTo(66);
        assertThat(away).isEqualTo(4);
    }

    @Test
    void confirmsASubscriptionOfAListedTopicWhereSnsIsAndNowhereElse() throws Exception {
        // Given
        answered.countDown();
        byte[] asked = subscription("s-1", "https://evil.example/?Action=ConfirmSubscription");

        // Then
        assertThat(post(asked).body()).isEqualTo("{\"accepted\":0,\"confirmed\":true}");
        assertThat(visited)
                .filteredOn(address -> !address.toString().endsWith(".pem"))
                .containsExactly(URI.create("https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn="
                        + SnsSigner.TOPIC.replace(":", "%3A") + "&Token=" + TOKEN));
        assertThat(post(asked).body()).contains("duplicate");
        assertThat(fixture.get("/api/v1/sources/grafana/deliveries").body()).contains("\"verdict\":\"confirmed\"");
        assertThat(fixture.engine.accepted).isEmpty();
    }

    @Test
    void asksToBeAskedAgainWhenItCannotConfirm() throws Exception {
        // Given
        answered.countDown();
        post(message("m-1"));
        away = true;

        // Then
        byte[] asked = subscription("s-1", "https://sns.eu-west-1.amazonaws.com/");
        assertThat(post(asked).status()).isEqualTo(503);
        away = false;
        assertThat(post(asked).body()).contains("confirmed");
    }

    @Test
    void confirmsNothingThatIsNotSigned() throws Exception {
        // Given
        answered.countDown();
        String forged = new String(subscription("s-1", "https://x"), StandardCharsets.UTF_8).replace("7777", "8888");

        // Then
        assertThat(post(forged.getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(401);
        assertThat(visited).allMatch(address -> address.toString().endsWith(".pem"));
    }

    private static byte[] subscription(String id, String address) throws GeneralSecurityException {
        return sns.sign(
                SnsSigner.notification(id, Instant.now().toString(), "2")
                        .put("Type", "SubscriptionConfirmation")
                        .put("Token", TOKEN)
                        .put("SubscribeURL", address),
                "Message",
                "MessageId",
                "SubscribeURL",
                "Timestamp",
                "Token",
                "TopicArn",
                "Type");
    }

    private RawHttp.Answer post(byte[] body) throws IOException {
        return fixture.post("/webhooks/grafana", Map.of("Content-Type", "text/plain"), body);
    }

    private static byte[] message(String id) throws GeneralSecurityException {
        return sns.sign(
                SnsSigner.notification(id, Instant.now().toString(), "2").put("id", id),
                "Message",
                "MessageId",
                "Timestamp",
                "TopicArn",
                "Type");
    }

    private byte[] fetch(URI address) throws IOException {
        try {
            answered.await();
            visited.add(address);
            if (away) {
                throw new IOException("away");
            }
            return sns.certificate();
        } catch (InterruptedException | GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
