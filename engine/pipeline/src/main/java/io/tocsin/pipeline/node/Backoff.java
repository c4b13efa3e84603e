// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import java.time.Duration;
import java.util.Optional;

/**
 * When to try a vendor again.
 *
 * <p>Half a second, doubling to a minute; a longer wish of the vendor wins. After a minute in vain the fallback receiver
 * hears of the page; after an hour it is given up.
 */
final class Backoff {
    static final Duration TELL_FALLBACK = Duration.ofMinutes(1);
    static final Duration GIVE_UP = Duration.ofHours(1);
    private static final long FIRST_MILLIS = 500;
    private static final long MOST_MILLIS = 60_000;
    private static final int MOST_DOUBLINGS = 10;

    private Backoff() {}

    /** The pause after so many attempts in vain. */
    static Duration pause(int attempts, Optional<Duration> retryAfter) {
        long millis = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(attempts - 1, MOST_DOUBLINGS));
        Duration own = Duration.ofMillis(millis);
        return retryAfter.filter(wish -> wish.compareTo(own) > 0).orElse(own);
    }
}
