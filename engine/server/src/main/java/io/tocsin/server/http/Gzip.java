// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Takes bytes out of gzip without trusting how large they become. */
final class Gzip {
    private static final int CHUNK = 8_192;

    private Gzip() {}

    /**
     * The bytes as they were before compression.
     *
     * @param limit most bytes to make
     * @return null when there are more; then no more than one chunk beyond the limit was made
     * @throws IOException if they are not gzip
     */
    static byte @Nullable [] inflate(byte[] compressed, int limit) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed), CHUNK)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(limit, compressed.length * 4));
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (out.size() + read > limit) {
                    return null;
                }
                out.write(chunk, 0, read);
            }
            return out.toByteArray();
        }
    }
}
