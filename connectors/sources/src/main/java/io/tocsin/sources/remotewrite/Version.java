// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.remotewrite;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How one version of the protocol writes a request. Thread-safe. */
interface Version {
    /** {@code prometheus.WriteRequest}. */
    Version FIRST = new Version1();

    /** {@code io.prometheus.write.v2.Request}. */
    Version SECOND = new Version2();

    /** Hands every series to a sink, in order. @throws IOException if the body is no request of this version */
    void read(byte[] body, Sink sink) throws IOException;

    /** Whether the sender wants to hear how much was taken. */
    boolean countsAreAnswered();

    /** The version a content type names; null when it is none. */
    static @Nullable Version of(String contentType) {
        String[] parts = contentType.split(";", -1);
        if (!parts[0].strip().equalsIgnoreCase("application/x-protobuf")) {
            return null;
        }
        for (String part : parts) {
            String told = part.strip();
            if (told.toLowerCase(Locale.ROOT).startsWith("proto=")) {
                return switch (told.substring("proto=".length()).replace("\"", "")) {
                    case "prometheus.WriteRequest" -> FIRST;
                    case "io.prometheus.write.v2.Request" -> SECOND;
                    default -> null;
                };
            }
        }
        return FIRST;
    }

    /** Takes series as they are read. */
    @FunctionalInterface
    interface Sink {
        /** Takes one, which is reused afterwards. */
        void series(Series series);
    }
}
