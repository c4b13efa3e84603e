// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import java.time.Clock;

/** Deliveries of one source: so many a second on average, ten seconds' worth at once. Thread-safe. */
final class Quota {
    private static final long NANOS = 1_000_000_000;
    private static final int SECONDS_AT_ONCE = 10;

    private final long perDelivery;
    private final long most;
    private final Clock clock;
    private long saved;
    private long filledAt;

    /** Full at the start. @param perSecond at least 1 */
    Quota(int perSecond, Clock clock) {
        this.perDelivery = NANOS / perSecond;
        this.most = perDelivery * perSecond * SECONDS_AT_ONCE;
        this.clock = clock;
        this.saved = most;
        this.filledAt = clock.millis();
    }

    /** Takes one delivery out of it; false when there is none left, which is so for less than a second. */
    synchronized boolean take() {
        long now = clock.millis();
        long passed = Math.max(0, Math.min(now - filledAt, SECONDS_AT_ONCE * 1_000L));
        saved = Math.min(most, saved + passed * (NANOS / 1_000));
        filledAt = now;
        if (saved < perDelivery) {
            return false;
        }
        saved -= perDelivery;
        return true;
    }
}
