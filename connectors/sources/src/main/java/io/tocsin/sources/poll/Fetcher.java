// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.poll;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Gets an address. Follows no redirect. Thread-safe; blocks. */
@FunctionalInterface
public interface Fetcher {

    /**
     * What the server answered, whatever its status.
     *
     * @param timeout longest wait for the whole answer
     * @throws IOException if there is no whole answer in time; its message holds no address and no header
     */
    Fetched get(URI address, Map<String, String> headers, Duration timeout) throws IOException;

    /**
     * A whole answer.
     *
     * @param status HTTP status
     * @param headers first value of each header, names in lower case
     * @param body the body; read only
     */
    record Fetched(int status, Map<String, String> headers, byte[] body) {

        /** Copies the headers; the body is not copied. */
        public Fetched {
            headers = Map.copyOf(headers);
        }

        /** A header, or empty text. */
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }
}
