// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An HMAC-SHA256 over the body and, in some schemes, a time and an id. Immutable; thread-safe.
 *
 * <p>Every signature is compared with every secret, found or not, so that the time tells nothing.
 */
final class Signed implements Proof {
    private static final String ALGORITHM = "HmacSHA256";
    /** Seconds since 1970 in any year with four digits; more is no time and could overflow. */
    private static final int MAX_DIGITS = 12;

    private final String word;
    private final Scheme scheme;
    private final List<SecretKeySpec> keys;
    private final Duration window;

    /** @param window how far a signed time may lie from now, either way */
    Signed(String word, Scheme scheme, List<byte[]> keys, Duration window) {
        this.word = word;
        this.scheme = scheme;
        this.keys = keys.stream().map(key -> new SecretKeySpec(key, ALGORITHM)).toList();
        this.window = window;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public Verdict head(Head head) {
        Claim claim = scheme.claim(head);
        if (claim == null) {
            return Verdict.refused(Denials.SIGNATURE_MISSING);
        }
        String id = claim.id();
        if (id != null && (!DeliveryId.valid(id) || id.indexOf('.') >= 0)) {
            return Verdict.refused(Denials.ID_INVALID);
        }
        return claim.signedAt() == null || near(claim.signedAt(), head.at())
                ? Verdict.GENUINE
                : Verdict.refused(Denials.OUT_OF_WINDOW);
    }

    @Override
    public Verdict body(Head head, byte[] body) {
        Claim claim = scheme.claim(head);
        if (claim == null) {
            return Verdict.refused(Denials.SIGNATURE_MISSING);
        }
        byte[] before = claim.before().getBytes(StandardCharsets.UTF_8);
        int secret = 0;
        for (int i = 0; i < keys.size(); i++) {
            byte[] expected = mac(keys.get(i), before, body);
            for (byte[] signature : claim.signatures()) {
                secret = MessageDigest.isEqual(expected, signature) ? i + 1 : secret;
            }
        }
        if (secret > 0) {
            return Verdict.genuine(
                    Objects.requireNonNullElse(claim.id(), ""),
                    Objects.requireNonNullElse(claim.signedAt(), ""),
                    secret);
        }
        return claim.signatures().isEmpty()
                ? Verdict.refused(Denials.SIGNATURE_INVALID, "signature-version-unknown")
                : Verdict.refused(Denials.SIGNATURE_INVALID);
    }

    private boolean near(String seconds, Instant now) {
        boolean number = !seconds.isEmpty()
                && seconds.length() <= MAX_DIGITS
                && seconds.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return number && Math.abs(now.getEpochSecond() - Long.parseLong(seconds)) <= window.toSeconds();
    }

    private static byte[] mac(SecretKeySpec key, byte[] before, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(before);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
