// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells text in UTF-8 from other bytes: RFC 3629, without the NUL character. */
final class Utf8 {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int SURROGATES_FROM = 0xd800;
    private static final int SURROGATES_TO = 0xdfff;
    private static final int LAST = 0x10ffff;

    private Utf8() {}

    /** Index of the first byte that does not belong, or -1. */
    static int firstBroken(byte[] bytes) {
        int i = 0;
        while (i < bytes.length) {
            if (bytes[i] > 0) {
                i = plainEnd(bytes, i + 1);
                continue;
            }
            int length = sequence(bytes, i);
            if (length == 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /** Skips eight bytes at a time while all of them are ASCII and none is NUL; the next bytes need a closer look. */
    private static int plainEnd(byte[] bytes, int from) {
        int i = from;
        while (i <= bytes.length - Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, i);
            if (((eight - LOW_BITS | eight) & HIGH_BITS) != 0) {
                break;
            }
            i += Long.BYTES;
        }
        return i;
    }

    /** Length of the sequence of several bytes that begins here, or 0 when it is broken. */
    private static int sequence(byte[] bytes, int from) {
        int first = bytes[from] & 0xff;
        int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4 || from + length > bytes.length) {
            return 0;
        }
        int point = first & (0x7f >> length);
        for (int i = from + 1; i < from + length; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return 0;
            }
            point = point << 6 | bytes[i] & 0x3f;
        }
        boolean shortest = length == 2 || point >= (length == 3 ? 0x800 : 0x10000);
        boolean surrogate = point >= SURROGATES_FROM && point <= SURROGATES_TO;
        return shortest && !surrogate && point <= LAST ? length : 0;
    }
}
