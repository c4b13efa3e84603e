// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until somebody moves it. In UTC whatever zone is asked for. Thread-safe. */
public final class ManualClock extends Clock {

    private Instant now;

    private ManualClock(Instant now) {
        this.now = now;
    }

    /** Stands at {@code now}. */
    public static ManualClock at(Instant now) {
        return new ManualClock(now);
    }

    /** Stands at an ISO 8601 instant such as {@code 2026-11-24T03:00:00Z}. */
    public static ManualClock at(String now) {
        return new ManualClock(Instant.parse(now));
    }

    /** Moves forward. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
