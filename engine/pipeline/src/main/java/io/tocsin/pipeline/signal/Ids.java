// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Identities derived from content: the same parts give the same id, on every member, for ever. */
public final class Ids {
    static final int LONGEST = 255;
    private static final int HASH_BYTES = 16;
    private static final byte END = 0x1f;
    private static final byte[] NOTHING = {0};
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(Ids::sha256);

    private Ids() {}

    /**
     * 32 hexadecimal digits that stand for the parts, in order; null counts as a part of its own, bytes as the text they are in
     * UTF-8, everything else as its text.
     */
    public static String hash(@Nullable Object... parts) {
        return prefixed("", parts);
    }

    /** A word of ASCII and the {@link #hash} of parts. */
    static String prefixed(String word, @Nullable Object... parts) {
        byte[] hash = SHA256.get().digest(joined(parts));
        byte[] text = new byte[word.length() + 2 * HASH_BYTES];
        int at = 0;
        for (; at < word.length(); at++) {
            text[at] = (byte) word.charAt(at);
        }
        for (int i = 0; i < HASH_BYTES; i++) {
            text[at++] = DIGITS[hash[i] >> 4 & 0xf];
            text[at++] = DIGITS[hash[i] & 0xf];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Parts as one, before others: {@code hash(a, b, c)} is that of {@code joined(a, b)} and the bytes of {@code c} put together. */
    public static byte[] joined(@Nullable Object... parts) {
        byte[][] texts = new byte[parts.length][];
        int length = parts.length;
        for (int i = 0; i < parts.length; i++) {
            texts[i] = bytes(parts[i]);
            length += texts[i].length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] text : texts) {
            System.arraycopy(text, 0, all, at, text.length);
            at += text.length;
            all[at++] = END;
        }
        return all;
    }

    private static byte[] bytes(@Nullable Object part) {
        if (part == null) {
            return NOTHING;
        }
        if (part instanceof byte[] text) {
            return text;
        }
        String text = part instanceof Instant time ? Rfc3339.format(time) : part.toString();
        return text.getBytes(StandardCharsets.UTF_8);
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
