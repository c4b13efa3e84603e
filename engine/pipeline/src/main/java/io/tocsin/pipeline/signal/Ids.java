// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Identities derived from content: the same parts give the same id, on every member, for ever. */
public final class Ids {
    static final int LONGEST = 255;
    private static final int HASH_BYTES = 16;

    private Ids() {}

    /** 32 hexadecimal digits that stand for the parts, in order; null counts as a part of its own. */
    public static String hash(@Nullable Object... parts) {
        MessageDigest digest = sha256();
        for (Object part : parts) {
            byte[] bytes = part == null ? new byte[] {0} : part.toString().getBytes(StandardCharsets.UTF_8);
            digest.update(bytes);
            digest.update((byte) 0x1f);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    }

    /** An id with a suffix; hashed when it would grow too long. */
    public static String derived(String id, String suffix) {
        String whole = id + "#" + suffix;
        return whole.length() <= LONGEST ? whole : hash(id) + "#" + hash(suffix);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
