// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The certificates with which SNS signs. They are only fetched from where AWS keeps them, kept for a day, and must be in their
 * time and issued to SNS. An address that failed is not tried again for a minute. Thread-safe; one fetch at a time.
 *
 * <p>That the file is AWS's own is shown by the TLS of the host it comes from: AWS publishes the leaf alone, without its chain.
 */
final class SigningCertificates {
    /** Hosts and files of the partitions aws, aws-us-gov and aws-cn, read 2026-11-23. */
    private static final Pattern ADDRESS = Pattern.compile("https://sns\\.[a-z]{2}(?:-[a-z]+){1,2}-[0-9]{1,2}"
            + "\\.amazonaws\\.com(?:\\.cn)?/SimpleNotificationService-[0-9a-f]{16,64}\\.pem");

    private static final Pattern SUBJECT =
            Pattern.compile("(?:.*, ?)?CN=sns(?:-signing)?(?:[.-][a-z0-9-]+)?\\.amazonaws\\.com(?:\\.cn)?(?:,.*)?");
    private static final int MAX_KEPT = 32;
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration NOT_TRIED_AGAIN = Duration.ofMinutes(1);

    private final WebFetcher fetcher;
    private final Clock clock;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    SigningCertificates(WebFetcher fetcher, Clock clock) {
        this.fetcher = fetcher;
        this.clock = clock;
    }

    /** Whether AWS keeps certificates under this address. */
    static boolean known(String address) {
        return ADDRESS.matcher(address).matches();
    }

    /**
     * The key under an address that is {@link #known}. Blocks.
     *
     * @throws IOException if it cannot be had now
     * @throws GeneralSecurityException if what is there is no certificate of SNS that holds now
     */
    synchronized PublicKey key(String address) throws IOException, GeneralSecurityException {
        if (!known(address)) {
            throw new IllegalArgumentException("not an address of AWS");
        }
        Instant now = clock.instant();
        Kept before = kept.get(address);
        if (before == null || now.isAfter(before.until)) {
            before = fetched(address, now);
            kept.remove(address);
            kept.put(address, before);
            if (kept.size() > MAX_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        if (before.certificate == null) {
            throw new IOException("could not be fetched a moment ago");
        }
        before.certificate.checkValidity(Date.from(now));
        return before.certificate.getPublicKey();
    }

    private Kept fetched(String address, Instant now) throws GeneralSecurityException {
        try {
            return new Kept(certificate(fetcher.fetch(URI.create(address))), now.plus(KEPT));
        } catch (IOException e) {
            return new Kept(null, now.plus(NOT_TRIED_AGAIN));
        }
    }

    private static X509Certificate certificate(byte[] pem) throws GeneralSecurityException {
        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
        if (!SUBJECT.matcher(certificate.getSubjectX500Principal().getName()).matches()) {
            throw new GeneralSecurityException("not issued to SNS");
        }
        return certificate;
    }

    private record Kept(@Nullable X509Certificate certificate, Instant until) {}
}
