// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on when it is told to. Thread-safe. */
public final class HandClock extends Clock {
    private volatile Instant now;

    /** That shows a time. */
    public HandClock(Instant now) {
        this.now = now;
    }

    /** Goes on. */
    public void forward(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("shows UTC only");
    }
}
