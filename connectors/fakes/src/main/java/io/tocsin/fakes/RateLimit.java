// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import java.time.Duration;

/**
 * How many requests a vendor admits per sliding window. Immutable.
 *
 * @param permits requests admitted within one window, at least 1
 * @param window length of the window, positive; judged on the fake's clock
 */
public record RateLimit(int permits, Duration window) {

    private static final RateLimit OFF = new RateLimit(Integer.MAX_VALUE, Duration.ofSeconds(1));

    /** Checks the ranges. */
    public RateLimit {
        if (permits < 1) {
            throw new IllegalArgumentException("permits must be at least 1, was " + permits);
        }
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("window must be positive, was " + window);
        }
    }

    /** Admits everything: for demos that compress time. */
    public static RateLimit off() {
        return OFF;
    }

    /** Admits {@code permits} requests a minute. */
    public static RateLimit perMinute(int permits) {
        return new RateLimit(permits, Duration.ofMinutes(1));
    }

    /** Admits {@code permits} requests a second. */
    public static RateLimit perSecond(int permits) {
        return new RateLimit(permits, Duration.ofSeconds(1));
    }

    boolean isOff() {
        return permits == Integer.MAX_VALUE;
    }
}
