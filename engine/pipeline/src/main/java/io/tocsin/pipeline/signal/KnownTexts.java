// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import org.jspecify.annotations.Nullable;

/**
 * Texts that come over and over, such as names of models, teams and providers: one copy of each serves all signals, which
 * keeps what waits small and makes comparing cheap. A bounded table in which a newcomer takes the place of another; what
 * is not in it is simply made anew. Thread-safe: what it holds is immutable, and whoever sees an old one makes another.
 */
final class KnownTexts {
    private static final int SIZE = 4_096;
    private static final int LONGEST = 64;
    private static final int PRIME = 31;

    private final @Nullable Fitted[] table = new Fitted[SIZE];

    /** The text of these characters. */
    Fitted of(char[] chars, int offset, int length) {
        if (length > LONGEST) {
            return Fitted.of(new String(chars, offset, length));
        }
        int hash = 0;
        for (int i = offset; i < offset + length; i++) {
            hash = PRIME * hash + chars[i];
        }
        int at = (hash ^ hash >>> 16) & SIZE - 1;
        Fitted known = table[at];
        if (known != null && same(known.text(), chars, offset, length)) {
            return known;
        }
        Fitted made = Fitted.of(new String(chars, offset, length));
        table[at] = made;
        return made;
    }

    private static boolean same(String known, char[] chars, int offset, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != chars[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
