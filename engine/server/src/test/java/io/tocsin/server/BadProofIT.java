// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.server.source.DeliveryId;
import io.tocsin.server.source.Signatures;
import io.tocsin.server.source.Source;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows B1 to B7 of the catalogue of bad input: deliveries of Standard Webhooks that do not prove what they say. Nothing of one
 * reaches a door, and the next good delivery is taken. The other schemes of signing are in {@link SourcesIT}.
 */
class BadProofIT {
    private static final String BODY = "{\"id\":\"a\"}";
    private static final String OURS = secret("the-secret-of-tenant-acme");
    private static final String THEIRS = secret("the-secret-of-tenant-beta");
    private static final long NOW = FakeEngine.NOW.getEpochSecond();

    private final ServerFixture fixture = ServerFixture.with(source("acme", OURS), source("beta", THEIRS));

    @AfterEach
    void takesTheNextGoodOneAndCloses() throws IOException {
        // Given
        int taken = fixture.engine.accepted.size();

        // Then
        String next = "{\"id\":\"after-all\"}";
        assertThat(send(signed("after-all", NOW, next, OURS), next).status()).isEqualTo(202);
        assertThat(fixture.engine.accepted).hasSize(taken + 1);
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-signature", "webhook-id", "webhook-timestamp"})
    @DisplayName("B1: no signature header, no id, no timestamp")
    void refusesWhatLacksAHeaderOfItsSignature(String header) throws IOException {
        // Given
        Map<String, String> headers = signed("d-1", NOW, BODY, OURS);
        headers.remove(header);

        // Then
        assertThat(refused(headers, "signature-missing"))
                .contains("lacks a header")
                .contains("hint");
    }

    @Test
    @DisplayName("B2: a wrong signature, and one with the key of another tenant, get the same answer to the byte")
    void tellsAForgerNoMoreThanAStranger() throws IOException {
        // Given
        Map<String, String> altered = signed("d-1", NOW, BODY + " ", OURS);

        // Then
        assertThat(refused(signed("d-1", NOW, BODY, THEIRS), "signature-invalid"))
                .isEqualTo(refused(altered, "signature-invalid"));
    }

    @ParameterizedTest
    @CsvSource({"-301, ''", "301, ''", "0, now", "0, 9223372036854775808", "0, 99999999999999999999999999", "0, -1"})
    @DisplayName("B3: signed 301 s ago, 301 s ahead, at no number, at a number that overflows")
    void refusesWhatWasSignedAtAnotherTime(long seconds, String instead) throws IOException {
        // Given
        String at = instead.isEmpty() ? Long.toString(NOW + seconds) : instead;

        // Then
        assertThat(refused(signed("d-1", at, BODY, OURS), "timestamp-out-of-window"))
                .contains("check both clocks");
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 300})
    @DisplayName("B3: 300 s either way is still taken")
    void takesWhatWasSignedWithinFiveMinutes(long seconds) throws IOException {
        assertThat(send(signed("d-1", NOW + seconds, BODY, OURS), BODY).status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 599, 600})
    @DisplayName("B4: the same id again within 600 s is answered 200 and has no second effect")
    void answersARepeat(int later) throws IOException {
        // Given
        assertThat(send(signed("d-1", NOW, BODY, OURS), BODY).status()).isEqualTo(202);

        // When
        fixture.clock.forward(Duration.ofSeconds(later));
        RawHttp.Answer again = send(signed("d-1", NOW + later, BODY, OURS), BODY);
        fixture.clock.forward(Duration.ofSeconds(-later));

        // Then
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo("{\"accepted\":0,\"duplicate\":true}");
        assertThat(fixture.engine.accepted).hasSize(1);
    }

    @Test
    @DisplayName("B5: the same id with another body")
    void refusesAnotherBodyUnderAKnownId() throws IOException {
        // Given
        String other = "{\"id\":\"b\"}";
        assertThat(send(signed("d-1", NOW, BODY, OURS), BODY).status()).isEqualTo(202);

        // When
        RawHttp.Answer answer = send(signed("d-1", NOW, other, OURS), other);

        // Then
        assertThat(ProblemDocument.of(answer, 409, "idempotency-mismatch")
                        .path("hint")
                        .asText())
                .isEqualTo("give every delivery an id of its own");
        assertThat(fixture.engine.accepted).hasSize(1);
    }

    @Test
    @DisplayName("B6: only a version that is not known")
    void refusesAVersionItDoesNotKnow() throws IOException {
        // Given
        Map<String, String> headers = signed("d-1", NOW, BODY, OURS);
        headers.compute(
                "webhook-signature",
                (name, value) -> "v2" + String.valueOf(value).substring(2));

        // Then
        refused(headers, "signature-invalid");
        assertThat(fixture.get("/metrics").body())
                .contains("tocsin_intake_rejected_total{source=\"acme\",reason=\"signature-version-unknown\",} 1.0");
    }

    @Test
    @DisplayName("B6: several versions, one of them known and right")
    void takesAKnownVersionAmongOthers() throws IOException {
        // Given
        Map<String, String> headers = signed("d-1", NOW, BODY, OURS);
        headers.compute("webhook-signature", (name, value) -> "v1a,AAAA v2,BBBB v1,CCCC " + value);

        // Then
        assertThat(send(headers, BODY).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", ".", "a\tb", "\u00e9", "256"})
    @DisplayName("B7: an id with a dot, a control character, more than 255 characters")
    void refusesAnIdThatCannotBeSigned(String written) throws IOException {
        // Given
        String id = written.equals("256") ? "x".repeat(256) : written;

        // When
        RawHttp.Answer answer = send(signed(id, NOW, BODY, OURS), BODY);

        // Then
        assertThat(ProblemDocument.of(answer, 400, "id-invalid").path("detail").asText())
                .contains("1 to 255 printable characters");
        assertThat(fixture.events.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0001b", "a\u007fb", "a\u0000b"})
    @DisplayName("B7: an id with a character that no header may have is no request at all")
    void refusesAnIdThatNoHeaderMayHave(String id) throws IOException {
        ProblemDocument.of(send(signed(id, NOW, BODY, OURS), BODY), 400, "http-malformed");
        assertThat(fixture.events.seen).isEmpty();
    }

    @Test
    @DisplayName("B7: an id of 255 characters is taken")
    void takesTheLongestId() throws IOException {
        assertThat(send(signed("x".repeat(255), NOW, BODY, OURS), BODY).status())
                .isEqualTo(202);
    }

    private String refused(Map<String, String> headers, String code) throws IOException {
        RawHttp.Answer answer = send(headers, BODY);
        assertThat(ProblemDocument.of(answer, 401, code).path("hint").asText()).isNotEmpty();
        assertThat(fixture.events.seen).isEmpty();
        assertThat(fixture.engine.letters).isEmpty();
        assertThat(fixture.get("/metrics").body()).contains("tocsin_intake_rejected_total{source=\"acme\"");
        return answer.body();
    }

    private RawHttp.Answer send(Map<String, String> headers, String body) throws IOException {
        Map<String, String> all = new HashMap<>(ServerFixture.JSON);
        all.putAll(headers);
        return fixture.post("/webhooks/acme", all, body.getBytes(UTF_8));
    }

    private static Source source(String name, String secret) {
        return new Source(
                name,
                "statuspage",
                name,
                Signatures.standard(List.of(secret), Duration.ofMinutes(5)),
                false,
                1_000,
                DeliveryId.header("standard-webhooks"));
    }

    private static Map<String, String> signed(String id, long at, String body, String secret) {
        return signed(id, Long.toString(at), body, secret);
    }

    private static Map<String, String> signed(String id, String at, String body, String secret) {
        Map<String, String> headers = new HashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", at);
        headers.put("webhook-signature", "v1," + mac(Signatures.standardKey(secret), id + "." + at + "." + body));
        return headers;
    }

    private static String secret(String text) {
        return Signatures.STANDARD_PREFIX + Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static String mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
