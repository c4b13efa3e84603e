// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

import org.jspecify.annotations.Nullable;

/**
 * How a call was to be handled and what rules bind it.
 *
 * @param serviceTier {@code standard}, {@code priority}, {@code batch}; null when not told
 * @param speed {@code fast} or null
 * @param complexity the caller's own estimate, 0 to 10, NaN when not told
 * @param urgent false when the caller marked the work as able to wait
 * @param region where it was processed, such as {@code eu-west-1} or {@code us}; null when not told
 * @param dataClass class of the data sent, such as {@code public} or {@code phi}; null when not told
 * @param contentHash hash of the content, never the content; null when not told
 */
public record Handling(
        @Nullable String serviceTier,
        @Nullable String speed,
        double complexity,
        boolean urgent,
        @Nullable String region,
        @Nullable String dataClass,
        @Nullable String contentHash) {

    /** Nothing special is known. */
    public static final Handling DEFAULT = new Handling(null, null, Double.NaN, true, null, null, null);
}
