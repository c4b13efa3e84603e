// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.decision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A strong ETag: equal texts have equal tags.
 *
 * @param value the tag without quotes
 */
record EntityTag(String value) {
    private static final int BYTES = 12;

    static EntityTag of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new EntityTag(HexFormat.of().formatHex(digest, 0, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether an {@code If-None-Match} names this tag; quotes and the mark of weakness do not matter. */
    boolean matches(@Nullable String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String offered : ifNoneMatch.split(",", -1)) {
            String tag = offered.strip();
            String bare = (tag.startsWith("W/") ? tag.substring(2) : tag).replace("\"", "");
            if (bare.equals(value) || bare.equals("*")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return '"' + value + '"';
    }
}
