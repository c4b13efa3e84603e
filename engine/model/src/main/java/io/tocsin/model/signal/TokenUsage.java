// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

/**
 * Tokens billed for one request, each token counted once.
 *
 * @param inputTokens prompt tokens read fresh, at full price; excludes the three cache counts below
 * @param cacheReadInputTokens prompt tokens read from the cache
 * @param cacheCreationInputTokens prompt tokens written to the cache, 5-minute and 1-hour together
 * @param cacheCreation1hInputTokens the part of {@code cacheCreationInputTokens} with the 1-hour time to live
 * @param outputTokens tokens generated, thinking included
 */
public record TokenUsage(
        long inputTokens,
        long cacheReadInputTokens,
        long cacheCreationInputTokens,
        long cacheCreation1hInputTokens,
        long outputTokens) {

    /** No tokens. */
    public static final TokenUsage NONE = new TokenUsage(0, 0, 0, 0, 0);

    /** @throws IllegalArgumentException if a count is negative or the 1-hour part exceeds the whole */
    public TokenUsage {
        if (inputTokens < 0 || cacheReadInputTokens < 0 || cacheCreationInputTokens < 0 || outputTokens < 0) {
            throw new IllegalArgumentException("token counts must not be negative");
        }
        if (cacheCreation1hInputTokens < 0 || cacheCreation1hInputTokens > cacheCreationInputTokens) {
            throw new IllegalArgumentException("cacheCreation1hInputTokens must lie in 0..cacheCreationInputTokens");
        }
    }

    /** Usage without a cache. */
    public static TokenUsage of(long inputTokens, long outputTokens) {
        return new TokenUsage(inputTokens, 0, 0, 0, outputTokens);
    }

    /** All input of the request: fresh, cache reads and cache writes. This is the context size. */
    public long contextTokens() {
        return inputTokens + cacheReadInputTokens + cacheCreationInputTokens;
    }

    /** Input and output together. */
    public long totalTokens() {
        return contextTokens() + outputTokens;
    }
}
