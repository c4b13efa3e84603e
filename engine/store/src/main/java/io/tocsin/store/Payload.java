// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import com.github.luben.zstd.Zstd;

/**
 * A log payload as it lies on the disk.
 *
 * @param size length before compression, 0 when it is kept as it is
 * @param bytes what is written; read only
 */
record Payload(int size, byte[] bytes) {
    /** Fastest level: at batches of 100 events it saves more in writing than it costs (figures in the README). */
    private static final int LEVEL = 1;

    private static final int WORTH_COMPRESSING = 1024;

    /** Packs a payload; small ones, and those that do not shrink, stay as they are. */
    static Payload pack(byte[] plain) {
        if (plain.length < WORTH_COMPRESSING) {
            return new Payload(0, plain);
        }
        byte[] packed = Zstd.compress(plain, LEVEL);
        return packed.length < plain.length ? new Payload(plain.length, packed) : new Payload(0, plain);
    }

    /** The payload as it was given. */
    byte[] unpack() {
        return size == 0 ? bytes : Zstd.decompress(bytes, size);
    }
}
