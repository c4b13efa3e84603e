// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.server.http.JsonBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The RSA signature inside a message of Amazon SNS, versions 1 and 2. The topic and the address of the certificate are checked
 * before anything is fetched; the sender hears the same whatever was wrong. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html">How it is signed</a>
 */
public final class SnsSignature implements Proof {
    /** SNS repeats a message for an hour at most. */
    private static final Duration LONGEST_RETRY = Duration.ofHours(1);

    private static final List<String> NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> SUBSCRIPTION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
    private static final Map<String, List<String>> SIGNED = Map.of(
            "Notification", NOTIFICATION,
            "SubscriptionConfirmation", SUBSCRIPTION,
            "UnsubscribeConfirmation", SUBSCRIPTION);
    private static final Map<String, String> ALGORITHMS = Map.of("1", "SHA1withRSA", "2", "SHA256withRSA");

    private final Set<String> topics;
    private final boolean confirms;
    private final WebFetcher fetcher;
    private final Duration window;
    private final SigningCertificates certificates;

    /**
     * For the topics in a list.
     *
     * @param topics their ARNs
     * @param confirms whether their subscriptions are confirmed when SNS asks
     * @param window how far the clocks may differ
     */
    public SnsSignature(Collection<String> topics, boolean confirms, Duration window, WebFetcher fetcher, Clock clock) {
        this.confirms = confirms;
        this.fetcher = fetcher;
        this.topics = Set.copyOf(topics);
        this.window = window;
        this.certificates = new SigningCertificates(fetcher, clock);
    }

    @Override
    public String word() {
        return "sns";
    }

    @Override
    public Verdict head(Head head) {
        return Verdict.GENUINE;
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public Verdict body(Head head, byte[] body) {
        JsonNode message = JsonBody.parse(body);
        if (message == null || !message.path("Signature").isTextual()) {
            return Verdict.refused(Denials.SIGNATURE_MISSING);
        }
        String flaw = flaw(message);
        if (flaw != null) {
            return Verdict.refused(Denials.SIGNATURE_INVALID, flaw);
        }
        try {
            return verified(message, head.at());
        } catch (IOException e) {
            return Verdict.refused(Denials.CERTIFICATE_AWAY);
        } catch (GeneralSecurityException e) {
            return Verdict.refused(Denials.SIGNATURE_INVALID, "certificate-invalid");
        }
    }

    /** To confirm the subscription of a listed topic, where that is wanted; else the message goes to the door, which says so. */
    @Override
    public Optional<Confirmation> asks(byte[] body) {
        JsonNode message = confirms ? JsonBody.parse(body) : null;
        return Optional.ofNullable(message)
                .flatMap(SnsSubscription::confirmation)
                .map(address -> () -> fetcher.fetch(address));
    }

    /** What is wrong with it as far as can be told without a certificate; null when nothing is. */
    private @Nullable String flaw(JsonNode message) {
        if (!topics.contains(text(message, "TopicArn"))) {
            return "topic-not-allowed";
        } else if (!SigningCertificates.known(text(message, "SigningCertURL"))) {
            return "certificate-address";
        } else if (!ALGORITHMS.containsKey(text(message, "SignatureVersion"))) {
            return "signature-version-unknown";
        }
        return SIGNED.containsKey(text(message, "Type")) ? null : "message-type-unknown";
    }

    private Verdict verified(JsonNode message, Instant now) throws IOException, GeneralSecurityException {
        Signature signature = Signature.getInstance(ALGORITHMS.get(text(message, "SignatureVersion")));
        signature.initVerify(certificates.key(text(message, "SigningCertURL")));
        signature.update(canonical(message).getBytes(StandardCharsets.UTF_8));
        if (!matches(signature, text(message, "Signature"))) {
            return Verdict.refused(Denials.SIGNATURE_INVALID);
        }
        String id = text(message, "MessageId");
        if (!DeliveryId.valid(id)) {
            return Verdict.refused(Denials.ID_INVALID);
        }
        return near(text(message, "Timestamp"), now)
                ? Verdict.genuine(id, "", 0)
                : Verdict.refused(Denials.OUT_OF_WINDOW);
    }

    private static boolean matches(Signature signature, String base64) {
        try {
            return signature.verify(Base64.getDecoder().decode(base64));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private boolean near(String timestamp, Instant now) {
        try {
            Instant at = Instant.parse(timestamp);
            return !at.isAfter(now.plus(window))
                    && !at.isBefore(now.minus(LONGEST_RETRY).minus(window));
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String canonical(JsonNode message) {
        StringBuilder text = new StringBuilder();
        for (String key : SIGNED.getOrDefault(text(message, "Type"), List.of())) {
            if (message.path(key).isTextual()) {
                text.append(key).append('\n').append(text(message, key)).append('\n');
            }
        }
        return text.toString();
    }

    private static String text(JsonNode message, String key) {
        return message.path(key).asText("");
    }
}
