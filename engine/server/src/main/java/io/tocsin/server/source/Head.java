// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of a delivery before its body has arrived. */
public interface Head {
    /** The key in the path; empty when there is none. */
    String key();

    /** A header, the first of several; null when it is absent. */
    @Nullable String header(String name);

    /** When it arrived, by this server's clock. */
    Instant at();
}
