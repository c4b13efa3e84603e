// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/** Takes bytes out of one block of snappy, the format without frames, which tells its length before anything else. */
final class SnappyBlock {
    private SnappyBlock() {}

    /**
     * The bytes as they were before compression.
     *
     * @param limit most bytes to make
     * @return null when there are more; then none was made
     * @throws IOException if they are not a block of snappy
     */
    static byte @Nullable [] inflate(byte[] compressed, int limit) throws IOException {
        if (compressed.length == 0) {
            throw new IOException("an empty body is no block of snappy");
        }
        int length = Snappy.uncompressedLength(compressed);
        return length < 0 || length > limit ? null : Snappy.uncompress(compressed);
    }
}
