// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import java.io.IOException;
import java.net.URI;

/** Fetches certificates from the web. Blocks for a few seconds at most; follows no redirect. Thread-safe. */
@FunctionalInterface
public interface CertificateFetcher {
    /** The file under an address, at most 64 KiB. @throws IOException if it cannot be had now */
    byte[] fetch(URI address) throws IOException;
}
