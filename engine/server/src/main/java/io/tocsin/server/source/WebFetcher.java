// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import java.io.IOException;
import java.net.URI;

/** Fetches from the web, where proofs say. Blocks for a few seconds at most; follows no redirect. Thread-safe. */
@FunctionalInterface
public interface WebFetcher {
    /** The longest file that is fetched. */
    int MAX_BYTES = 64 * 1024;

    /** The file under an address, at most {@link #MAX_BYTES}. @throws IOException if it cannot be had now; its message holds no address */
    byte[] fetch(URI address) throws IOException;
}
