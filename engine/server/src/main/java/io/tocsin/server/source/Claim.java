// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a signed delivery claims.
 *
 * @param signatures the signatures it carries in a version that is known, decoded; may be empty
 * @param before what is signed before the body
 * @param signedAt the signed time, as sent; null when the scheme signs none
 * @param id the signed id; null when the scheme signs none
 */
record Claim(
        List<byte[]> signatures,
        String before,
        @Nullable String signedAt,
        @Nullable String id) {
    /** Copies the list. */
    Claim {
        signatures = List.copyOf(signatures);
    }
}
