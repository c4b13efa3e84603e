// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

import java.time.Instant;

/**
 * Where a signal comes from.
 *
 * @param id identity for dedup, unique per tenant, 1 to 255 characters
 * @param at event time: when it happened, by the sender's clock
 * @param source the tool or gateway that sent it, such as {@code litellm}
 * @param tenant the tenant it belongs to
 */
public record Origin(String id, Instant at, String source, String tenant) {
    /** The source of what the engine tells itself; it is heard only when something changes. */
    public static final String ENGINE = "tocsin";
}
