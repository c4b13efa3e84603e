// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.pipeline.store.OutboxItem;
import java.time.Duration;
import java.time.Instant;

/** An effect that has not happened yet, and how often it was tried. Not thread-safe. */
final class Tried {
    final OutboxItem item;
    final String lane;
    Instant dueAt;
    int attempts;
    private boolean toldDelay;

    Tried(OutboxItem item, Instant dueAt) {
        this.item = item;
        this.lane = Effects.lane(item);
        this.dueAt = dueAt;
    }

    /** Whether it is time to give up. */
    boolean hopeless(Instant now) {
        return Duration.between(item.at(), now).compareTo(Backoff.GIVE_UP) >= 0;
    }

    /** Whether this is the moment to tell the fallback; true once. */
    boolean delayed(Instant now) {
        boolean tell = !toldDelay
                && item.kind().equals("page")
                && Duration.between(item.at(), now).compareTo(Backoff.TELL_FALLBACK) >= 0;
        toldDelay |= tell;
        return tell;
    }
}
