// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A secret that can be compared but not read back. The comparison takes the same time whatever is offered, its length
 * included. Thread-safe.
 */
public final class Secret {
    private final byte[] digest;

    private Secret(byte[] digest) {
        this.digest = digest;
    }

    /** The secret of this text. */
    public static Secret of(String text) {
        return new Secret(sha256(text));
    }

    /** Whether the offered text is the secret. */
    public boolean is(String offered) {
        return MessageDigest.isEqual(digest, sha256(offered));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
