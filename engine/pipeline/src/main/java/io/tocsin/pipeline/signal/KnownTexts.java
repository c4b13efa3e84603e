// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Texts that come over and over, such as names of models, teams and providers: one copy of each serves all signals, which
 * keeps what waits small and makes comparing cheap. A bounded table in which a newcomer takes the place of another; what
 * is not in it is simply made anew. Thread-safe.
 */
final class KnownTexts {
    private static final int SIZE = 4_096;
    private static final int LONGEST = 64;
    private static final int PRIME = 31;

    private final AtomicReferenceArray<String> table = new AtomicReferenceArray<>(SIZE);

    /** The text of these characters. */
    String of(char[] chars, int offset, int length) {
        if (length > LONGEST) {
            return new String(chars, offset, length);
        }
        int hash = 0;
        for (int i = offset; i < offset + length; i++) {
            hash = PRIME * hash + chars[i];
        }
        int at = (hash ^ hash >>> 16) & SIZE - 1;
        String known = table.getPlain(at);
        if (known != null && same(known, chars, offset, length)) {
            return known;
        }
        String made = new String(chars, offset, length);
        table.lazySet(at, made);
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
