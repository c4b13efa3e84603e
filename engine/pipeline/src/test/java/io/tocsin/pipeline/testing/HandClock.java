// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.testing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is moved by hand. */
public final class HandClock extends Clock {
    /** What it shows. */
    public volatile Instant now;

    /** Shows a time. */
    public HandClock(Instant start) {
        now = start;
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
        return this;
    }
}
