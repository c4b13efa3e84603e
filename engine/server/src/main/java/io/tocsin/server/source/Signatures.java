// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The proofs of senders that sign with HMAC-SHA256. Each takes several secrets, any of which will do. */
public final class Signatures {
    /** What a secret of Standard Webhooks begins with. */
    public static final String STANDARD_PREFIX = "whsec_";

    private static final String COMMA = ",";
    private static final HmacForm SENTRY = HmacForm.ofBody("sentry-hook-signature", "", Encoding.HEX);
    private static final HmacForm PAGERDUTY = HmacForm.ofBody("x-pagerduty-signature", "v1=", Encoding.HEX);
    private static final HmacForm SLACK =
            new HmacForm("x-slack-signature", "v0=", Encoding.HEX, "x-slack-request-timestamp", "", "v0:{timestamp}:");

    private Signatures() {}

    /** Of a sender that is described. */
    public static Proof hmac(HmacForm form, List<String> secrets, Duration window) {
        return new Signed("hmac", scheme(form), keys(secrets), window);
    }

    /** Slack, version 0. */
    public static Proof slack(List<String> secrets, Duration window) {
        return new Signed("slack-v0", scheme(SLACK), keys(secrets), window);
    }

    /** PagerDuty, version 1: a list of signatures, one for each of its secrets. */
    public static Proof pagerDuty(List<String> secrets) {
        return new Signed("pagerduty-v1", scheme(PAGERDUTY), keys(secrets), Duration.ZERO);
    }

    /** Sentry. Its time header is not covered by the signature, so it says nothing. */
    public static Proof sentry(List<String> secrets) {
        return new Signed("sentry", scheme(SENTRY), keys(secrets), Duration.ZERO);
    }

    /** Grafana. @param timestampHeader the name that is set there, empty when none is */
    public static Proof grafana(String header, String timestampHeader, List<String> secrets, Duration window) {
        HmacForm form = timestampHeader.isEmpty()
                ? HmacForm.ofBody(header, "", Encoding.HEX)
                : new HmacForm(header, "", Encoding.HEX, timestampHeader, "", "{timestamp}:");
        return new Signed("grafana", scheme(form), keys(secrets), window);
    }

    /** Langfuse: time and signature in one header. */
    public static Proof langfuse(List<String> secrets, Duration window) {
        return new Signed("langfuse-v1", Signatures::langfuse, keys(secrets), window);
    }

    /**
     * Standard Webhooks, version 1.
     *
     * @param secrets each {@code whsec_} and base64
     * @throws IllegalArgumentException if one is not
     */
    public static Proof standard(List<String> secrets, Duration window) {
        List<byte[]> keys = secrets.stream().map(Signatures::standardKey).toList();
        return new Signed("standard-webhooks", Signatures::standard, keys, window);
    }

    /** The key in a secret of Standard Webhooks. @throws IllegalArgumentException if it is none */
    public static byte[] standardKey(String secret) {
        if (!secret.startsWith(STANDARD_PREFIX)) {
            throw new IllegalArgumentException("must begin with whsec_");
        }
        return Base64.getDecoder().decode(secret.substring(STANDARD_PREFIX.length()));
    }

    private static Scheme scheme(HmacForm form) {
        return head -> {
            boolean timed = !form.timestampHeader().isEmpty();
            boolean named = !form.idHeader().isEmpty();
            String signature = head.header(form.signatureHeader());
            String at = timed ? head.header(form.timestampHeader()) : null;
            String id = named ? head.header(form.idHeader()) : null;
            if (signature == null || timed && at == null || named && id == null) {
                return null;
            }
            String before = form.before()
                    .replace("{timestamp}", Objects.requireNonNullElse(at, ""))
                    .replace("{id}", Objects.requireNonNullElse(id, ""));
            return new Claim(form.encoding().signatures(signature, COMMA, form.prefix()), before, at, id);
        };
    }

    private static @Nullable Claim langfuse(Head head) {
        String header = head.header("x-langfuse-signature");
        Map<String, String> parts = new HashMap<>();
        for (String part : header == null ? new String[0] : header.split(COMMA, -1)) {
            int equals = part.indexOf('=');
            parts.put(part.substring(0, Math.max(0, equals)).strip(), part.substring(equals + 1));
        }
        String at = parts.get("t");
        return header == null || at == null
                ? null
                : new Claim(Encoding.HEX.signatures(header, COMMA, "v1="), at + ".", at, null);
    }

    private static @Nullable Claim standard(Head head) {
        String id = head.header("webhook-id");
        String at = head.header("webhook-timestamp");
        String signatures = head.header("webhook-signature");
        return id == null || at == null || signatures == null
                ? null
                : new Claim(Encoding.BASE64.signatures(signatures, " ", "v1,"), id + "." + at + ".", at, id);
    }

    private static List<byte[]> keys(List<String> secrets) {
        return secrets.stream()
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
