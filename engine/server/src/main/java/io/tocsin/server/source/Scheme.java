// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import org.jspecify.annotations.Nullable;

/** Where one kind of sender puts its signature, and what it signs. Thread-safe. */
@FunctionalInterface
interface Scheme {
    /** What a delivery claims; null when a header is missing. */
    @Nullable Claim claim(Head head);
}
