// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The name of an attribute, and what it may carry.
 *
 * @param text as it was sent
 * @param utf8 the same in UTF-8; read only
 * @param spelling which field it carries; null when none
 */
record Name(String text, byte[] utf8, AliasTable.@Nullable Spelling spelling) {
    private static final AliasTable TABLE = AliasTable.table();

    static Name of(String text) {
        return new Name(text, text.getBytes(UTF_8), TABLE.spelling(text));
    }

    /** Whether it is the same text; those of one export are mostly the same object. */
    boolean is(Name other) {
        return this == other || text.equals(other.text);
    }

    /** Whether these bytes are its text. */
    boolean is(byte[] bytes, int from, int to) {
        return Arrays.equals(utf8, 0, utf8.length, bytes, from, to);
    }
}
