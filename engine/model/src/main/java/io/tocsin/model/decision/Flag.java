// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.decision;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A decision that applications read back as a feature flag.
 *
 * @param tenant whose applications read it
 * @param key the flag, unique in its tenant, such as {@code llm.tier.search}
 * @param value its value
 * @param variant name of the value
 * @param reason the OFREP reason, such as {@code TARGETING_MATCH}
 * @param metadata who decided and why, sorted by key
 * @param setAt log time it was set
 * @param expiresAt log time it lapses by itself; null when it does not
 */
public record Flag(
        String tenant,
        String key,
        String value,
        String variant,
        String reason,
        Map<String, String> metadata,
        Instant setAt,
        @Nullable Instant expiresAt) {

    /** Copies the metadata. */
    public Flag {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }
}
