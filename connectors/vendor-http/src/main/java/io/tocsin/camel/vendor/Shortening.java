// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ways to keep within a vendor's limits. Lengths are in code points, so that no emoji is halved. */
public final class Shortening {

    private Shortening() {}

    /** Length as people count. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The text, or its beginning and an ellipsis, {@code max} code points in all. */
    public static String cut(String text, int max) {
        return length(text) <= max ? text : text.substring(0, text.offsetByCodePoints(0, max - 1)) + "…";
    }

    /** The key, or its SHA-256 when it is too long: cut, two keys could become one. Equal keys stay equal. */
    public static String key(String key, int max) {
        return length(key) <= max ? key : "sha256:" + sha256(key);
    }

    /** Drops what a list has beyond {@code max} items; leaves alone what is no list. */
    public static void list(JsonNode list, int max) {
        if (list instanceof ArrayNode items) {
            while (items.size() > max) {
                items.remove(items.size() - 1);
            }
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
