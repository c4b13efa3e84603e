// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.log;

/**
 * An entry beside its bytes, so that what arrives encoded is not encoded again.
 *
 * @param entry what it says
 * @param encoded how it is written down
 */
public record EncodedEntry(LogEntry entry, LogCodec.Encoded encoded) {

    /** Encodes an entry. */
    public static EncodedEntry of(LogEntry entry) {
        return new EncodedEntry(entry, LogCodec.write(entry));
    }

    /**
     * Reads an entry.
     *
     * @throws IllegalStateException if the kind is unknown: it was written by a newer version
     */
    public static EncodedEntry read(byte kind, byte[] payload) {
        return new EncodedEntry(LogCodec.read(kind, payload), new LogCodec.Encoded(kind, payload));
    }
}
