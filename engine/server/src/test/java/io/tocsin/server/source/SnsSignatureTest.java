// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnsSignatureTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final String[] SIGNED = {"Message", "MessageId", "Timestamp", "TopicArn", "Type"};

    @TempDir
    private static Path folder;

    private static SnsSigner sns;

    private final List<URI> fetched = new ArrayList<>();
    private byte[] served;
    private boolean away;

    SnsSignatureTest() throws GeneralSecurityException {
        served = sns.certificate();
    }

    @BeforeAll
    static void sign() throws Exception {
        sns = new SnsSigner(folder, "sns.amazonaws.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void knowsBothVersions(String version) throws GeneralSecurityException {
        // When
        byte[] body = sns.sign(message(version), SIGNED);

        // Then
        assertThat(at(NOW).body(sent(NOW), body)).isEqualTo(new Verdict(null, "", "m-1", "", 0));
        assertThat(fetched).containsExactly(URI.create(SnsSigner.ADDRESS));
        assertThat(at(NOW).waits()).isTrue();
    }

    @Test
    void knowsASubjectAndASubscription() throws GeneralSecurityException {
        // Given
        ObjectNode subject = message("2").put("Subject", "an alarm");
        ObjectNode subscription = message("2")
                .put("Type", "SubscriptionConfirmation")
                .put("SubscribeURL", "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription")
                .put("Token", "t");

        // Then
        assertThat(reason(sns.sign(subject, "Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")))
                .isEmpty();
        assertThat(reason(sns.sign(subject, SIGNED))).isEqualTo("signature-invalid");
        assertThat(reason(sns.sign(
                        subscription,
                        "Message",
                        "MessageId",
                        "SubscribeURL",
                        "Timestamp",
                        "Token",
                        "TopicArn",
                        "Type")))
                .isEmpty();
    }

    @Test
    void refusesWhatWasChanged() throws GeneralSecurityException {
        // Given
        String body = new String(sns.sign(message("2"), SIGNED), StandardCharsets.UTF_8);

        // Then
        for (String change : List.of("\"m-1", "123456789012:alarms", "\"Message\":\"")) {
            assertThat(reason(body.replace(change, change + "x").getBytes(StandardCharsets.UTF_8)))
                    .as(change)
                    .isEqualTo(change.contains("alarms") ? "topic-not-allowed" : "signature-invalid");
        }
        assertThat(reason(body.replace("\"Notification\"", "\"UnsubscribeConfirmation\"")
                        .getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("signature-invalid");
        assertThat(reason(body.replace("\"Notification\"", "\"Other\"").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("message-type-unknown");
        assertThat(reason(body.replace("\"SignatureVersion\":\"2\"", "\"SignatureVersion\":\"1\"")
                        .getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("signature-invalid");
        assertThat(reason("{}".getBytes(StandardCharsets.UTF_8))).isEqualTo("signature-missing");
        assertThat(reason("{".getBytes(StandardCharsets.UTF_8))).isEqualTo("signature-missing");
    }

    @Test
    void takesNoOtherTopic() throws GeneralSecurityException {
        // When
        byte[] body = sns.sign(message("2").put("TopicArn", SnsSigner.TOPIC + "-2"), SIGNED);

        // Then
        assertThat(reason(body)).isEqualTo("topic-not-allowed");
        assertThat(fetched).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
                "https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-0123456789abcdef.pem",
                "https://evil.example/sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
                "https://sns.eu-west-1.amazonaws.com@evil.example/SimpleNotificationService-0123456789abcdef.pem",
                "https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-0123456789abcdef.pem",
                "https://sns-eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
                "https://my-bucket.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
                "https://sns.eu-west-1.amazonaws.com/a/../SimpleNotificationService-0123456789abcdef.pem",
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem?x=1",
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem\n",
                "file:///etc/passwd",
                ""
            })
    void fetchesNothingFromElsewhere(String address) throws GeneralSecurityException {
        // When
        byte[] body = sns.sign(message("2").put("SigningCertURL", address), SIGNED);

        // Then
        assertThat(reason(body)).isEqualTo("certificate-address");
        assertThat(fetched).isEmpty();
    }

    @Test
    void knowsWhereOtherPartitionsKeepTheirs() {
        for (String host : List.of("sns.us-gov-west-1.amazonaws.com", "sns.cn-north-1.amazonaws.com.cn")) {
            assertThat(SigningCertificates.known("https://" + host + "/SimpleNotificationService-0123456789abcdef.pem"))
                    .as(host)
                    .isTrue();
        }
    }

    @Test
    void trustsNoCertificateOfSomebodyElse() throws Exception {
        // Given
        SnsSigner other = new SnsSigner(folder, "sns.amazonaws.com.evil.example");
        served = other.certificate();

        // Then
        assertThat(reason(other.sign(message("2"), SIGNED))).isEqualTo("certificate-invalid");
        served = "no certificate".getBytes(StandardCharsets.US_ASCII);
        assertThat(reason(other.sign(message("2"), SIGNED))).isEqualTo("certificate-invalid");
    }

    @Test
    void trustsNoCertificateThatIsOver() throws GeneralSecurityException {
        // Given
        Instant later = NOW.plus(Duration.ofDays(4));
        ObjectNode message = message("2").put("Timestamp", later.toString());

        // Then
        assertThat(at(later).body(sent(later), sns.sign(message, SIGNED)).reason())
                .isEqualTo("certificate-invalid");
    }

    @Test
    void asksTheSenderToComeAgainWhenTheCertificateCannotBeHad() throws GeneralSecurityException {
        // Given
        byte[] body = sns.sign(message("2"), SIGNED);
        Proof proof = at(NOW);
        away = true;

        // When
        Verdict verdict = proof.body(sent(NOW), body);
        proof.body(sent(NOW), body);

        // Then
        assertThat(verdict.refusal())
                .isNotNull()
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(503));
        assertThat(fetched).as("not again for a minute").hasSize(1);
    }

    @Test
    void fetchesACertificateOnce() throws GeneralSecurityException {
        // Given
        Proof proof = at(NOW);

        // When
        for (int i = 0; i < 3; i++) {
            assertThat(proof.body(sent(NOW), sns.sign(message("2"), SIGNED)).reason())
                    .isEmpty();
        }

        // Then
        assertThat(fetched).hasSize(1);
    }

    @Test
    void refusesWhatSnsWouldNoLongerRepeat() throws GeneralSecurityException {
        for (Duration age : List.of(Duration.ofMinutes(66), Duration.ofMinutes(-6))) {
            ObjectNode message = message("2").put("Timestamp", NOW.minus(age).toString());
            assertThat(reason(sns.sign(message, SIGNED))).isEqualTo("timestamp-out-of-window");
        }
        assertThat(reason(sns.sign(message("2").put("Timestamp", "today"), SIGNED)))
                .isEqualTo("timestamp-out-of-window");
        assertThat(reason(sns.sign(
                        message("2")
                                .put(
                                        "Timestamp",
                                        NOW.minus(Duration.ofMinutes(60)).toString()),
                        SIGNED)))
                .isEmpty();
    }

    private String reason(byte[] body) {
        return at(NOW).body(sent(NOW), body).reason();
    }

    private SnsSignature at(Instant now) {
        return new SnsSignature(
                List.of(SnsSigner.TOPIC), false, Duration.ofMinutes(5), this::fetch, Clock.fixed(now, ZoneOffset.UTC));
    }

    private byte[] fetch(URI address) throws IOException {
        fetched.add(address);
        if (away) {
            throw new IOException("away");
        }
        return served;
    }

    private static Sent sent(Instant at) {
        return new Sent("", Map.of(), at);
    }

    private static ObjectNode message(String version) {
        return SnsSigner.notification("m-1", NOW.toString(), version);
    }
}
