// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.decision;

import java.time.Duration;
import java.util.Locale;

/**
 * The quality tiers an application can be told to use.
 *
 * <p>Source of the numbers: the user's reference, section "Dynamic Quality Adjustment".
 */
public enum QualityTier {
    /** Large model preferred. */
    PREMIUM("large", 200_000, Duration.ofSeconds(60), 3),
    /** Medium model. */
    STANDARD("medium", 100_000, Duration.ofSeconds(30), 2),
    /** Small model only. */
    ECONOMY("small", 50_000, Duration.ofSeconds(15), 1);

    private final String modelTier;
    private final long contextTokens;
    private final Duration timeout;
    private final int retries;

    QualityTier(String modelTier, long contextTokens, Duration timeout, int retries) {
        this.modelTier = modelTier;
        this.contextTokens = contextTokens;
        this.timeout = timeout;
        this.retries = retries;
    }

    /** The word used in flags, such as {@code economy}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tier of the models it uses: {@code small}, {@code medium} or {@code large}. */
    public String modelTier() {
        return modelTier;
    }

    /** The largest context, in tokens. */
    public long contextTokens() {
        return contextTokens;
    }

    /** Timeout of one request. */
    public Duration timeout() {
        return timeout;
    }

    /** Retries after the first attempt. */
    public int retries() {
        return retries;
    }
}
