// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {
    private static final String SECRET = "the-secret-of-a-vendor";
    private static final String BODY = "{\"a\":1}";
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final long NOW = Sent.NOW.getEpochSecond();

    @ParameterizedTest
    @ValueSource(longs = {-300, -1, 0, 1, 300})
    void takesWhatWasSignedWithinFiveMinutes(long seconds) {
        assertThat(slack(Long.toString(NOW + seconds))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-301", "301", "-100000000"})
    void refusesWhatWasSignedAtAnotherTime(long seconds) {
        assertThat(slack(Long.toString(NOW + seconds))).isEqualTo("timestamp-out-of-window");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "1e9",
                "0x6ab1",
                "-1790000000",
                "+1790000000",
                "1790000000.0",
                " 1790000000",
                "99999999999999999999999999",
                "9223372036854775808",
                "１７９０００００００"
            })
    void refusesWhatIsNoTime(String timestamp) {
        assertThat(slack(timestamp)).isEqualTo("timestamp-out-of-window");
    }

    @Test
    void refusesWhatLacksAHeader() {
        // Given
        Map<String, String> all = standard("msg_1");
        Proof proof = Signatures.standard(List.of(whsec()), WINDOW);
        assertThat(Sent.with(all).refusedBy(proof, bytes(BODY))).isEmpty();

        // Then
        for (String header : all.keySet()) {
            Map<String, String> without = new TreeMap<>(all);
            without.remove(header);
            assertThat(Sent.with(without).refusedBy(proof, bytes(BODY)))
                    .as(header)
                    .isEqualTo("signature-missing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", ".", "a\tb", "a\u007fb", "é"})
    void refusesAnIdThatCannotBeTold(String id) {
        // Given
        Proof proof = Signatures.standard(List.of(whsec()), WINDOW);

        // Then
        assertThat(Sent.with(standard(id)).refusedBy(proof, bytes(BODY))).isEqualTo("id-invalid");
        assertThat(Sent.with(standard("x".repeat(256))).refusedBy(proof, bytes(BODY)))
                .isEqualTo("id-invalid");
        assertThat(Sent.with(standard("x".repeat(255))).refusedBy(proof, bytes(BODY)))
                .isEmpty();
    }

    @Test
    void takesEitherSecretWhileOneIsReplaced() {
        // Given
        Proof both = Signatures.sentry(List.of(SECRET, "the-secret-before"));

        // Then
        for (String secret : List.of(SECRET, "the-secret-before")) {
            assertThat(Sent.with(Map.of("Sentry-Hook-Signature", hex(bytes(secret), BODY)))
                            .refusedBy(both, bytes(BODY)))
                    .isEmpty();
        }
        assertThat(Sent.with(Map.of("Sentry-Hook-Signature", hex(bytes("a-third"), BODY)))
                        .refusedBy(both, bytes(BODY)))
                .isEqualTo("signature-invalid");
    }

    @Test
    void tellsOperatorsButNotSendersThatAVersionIsUnknown() {
        // Given
        Sent sent = Sent.with(Map.of("X-PagerDuty-Signature", "v2=" + hex(bytes(SECRET), BODY)));
        Proof proof = Signatures.pagerDuty(List.of(SECRET));

        // When
        Verdict verdict = proof.body(sent, bytes(BODY));

        // Then
        assertThat(verdict.reason()).isEqualTo("signature-version-unknown");
        assertThat(verdict.refusal())
                .isEqualTo(proof.body(Sent.with(Map.of("X-PagerDuty-Signature", "v1=00")), bytes(BODY))
                        .refusal());
    }

    @Test
    void knowsSendersByDescription() {
        // Given
        HmacForm github = HmacForm.ofBody("X-Hub-Signature-256", "sha256=", Encoding.HEX);
        HmacForm full = new HmacForm("X-Sig", "", Encoding.BASE64, "X-Time", "X-Id", "{id}|{timestamp}|");
        String base64 = Base64.getEncoder().encodeToString(mac(bytes(SECRET), "d1|" + NOW + "|" + BODY));

        // Then
        assertThat(Sent.with(Map.of("x-hub-signature-256", "sha256=" + hex(bytes(SECRET), BODY)))
                        .refusedBy(Signatures.hmac(github, List.of(SECRET), WINDOW), bytes(BODY)))
                .isEmpty();
        Verdict verdict = Signatures.hmac(full, List.of(SECRET), WINDOW)
                .body(Sent.with(Map.of("X-Sig", base64, "X-Time", Long.toString(NOW), "X-Id", "d1")), bytes(BODY));
        assertThat(verdict).isEqualTo(new Verdict(null, "", "d1", Long.toString(NOW), 1));
    }

    @Test
    void signsBytesAndNotTheirMeaning() {
        // Given
        Proof proof = Signatures.sentry(List.of(SECRET));
        Sent sent = Sent.with(Map.of("Sentry-Hook-Signature", hex(bytes(SECRET), BODY)));

        // Then
        assertThat(sent.refusedBy(proof, bytes("{\"a\": 1}"))).isEqualTo("signature-invalid");
    }

    @Test
    void knowsSecretsThatAreSentAlong() {
        // Given
        String secret = "a-secret-of-16-or-more";
        Proof basic = Credential.basic("tool", List.of(secret));
        String right = Base64.getEncoder().encodeToString(bytes("tool:" + secret));

        // Then
        assertThat(authorized("Basic " + right).refusedBy(basic, bytes(BODY))).isEmpty();
        assertThat(authorized("Basic %%%").refusedBy(basic, bytes(BODY))).isEqualTo("credentials-invalid");
        assertThat(authorized("Bearer " + secret).refusedBy(basic, bytes(BODY))).isEqualTo("credentials-missing");
        assertThat(authorized("bearer  " + secret).refusedBy(Credential.bearer(List.of(secret)), bytes(BODY)))
                .isEmpty();
        assertThat(authorized("Bearer ").refusedBy(Credential.bearer(List.of(secret)), bytes(BODY)))
                .isEqualTo("credentials-invalid");
        assertThat(Sent.with(Map.of()).refusedBy(Credential.path(List.of(secret)), bytes(BODY)))
                .isEqualTo("key-invalid");
    }

    @Test
    void wantsSecretsThatCannotBeGuessed() {
        assertThatThrownBy(() -> Credential.path(List.of("0123456789abcde")))
                .hasMessage("a secret must have at least 16 characters, had 15");
        assertThatThrownBy(() -> Signatures.standard(List.of("abc"), WINDOW)).hasMessage("must begin with whsec_");
    }

    private static Sent authorized(String header) {
        return Sent.with(Map.of("Authorization", header));
    }

    private static String slack(String timestamp) {
        Map<String, String> headers = Map.of(
                "X-Slack-Request-Timestamp",
                timestamp,
                "X-Slack-Signature",
                "v0=" + hex(bytes(SECRET), "v0:" + timestamp + ":" + BODY));
        return Sent.with(headers).refusedBy(Signatures.slack(List.of(SECRET), WINDOW), bytes(BODY));
    }

    private static Map<String, String> standard(String id) {
        String text = id + "." + NOW + "." + BODY;
        String signature = Base64.getEncoder().encodeToString(mac(bytes(SECRET), text));
        return Map.of(
                "webhook-id", id, "webhook-timestamp", Long.toString(NOW), "webhook-signature", "v1," + signature);
    }

    private static String whsec() {
        return "whsec_" + Base64.getEncoder().encodeToString(bytes(SECRET));
    }

    private static String hex(byte[] key, String text) {
        return HexFormat.of().formatHex(mac(key, text));
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
