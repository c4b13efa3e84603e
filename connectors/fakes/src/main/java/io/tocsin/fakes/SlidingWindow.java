// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts requests per key against a {@link RateLimit}. Not thread-safe: the fake that owns it holds its own lock. */
final class SlidingWindow {

    private final Map<String, Deque<Instant>> granted = new HashMap<>();
    private RateLimit limit;

    SlidingWindow(RateLimit limit) {
        this.limit = limit;
    }

    void limit(RateLimit newLimit) {
        limit = newLimit;
        granted.clear();
    }

    /** Empty when the request is admitted, else the time until the next one would be. */
    Optional<Duration> refuse(String key, Instant now) {
        if (limit.isOff()) {
            return Optional.empty();
        }
        Deque<Instant> recent = granted.computeIfAbsent(key, k -> new ArrayDeque<>());
        Instant horizon = now.minus(limit.window());
        while (!recent.isEmpty() && !recent.getFirst().isAfter(horizon)) {
            recent.removeFirst();
        }
        if (recent.size() < limit.permits()) {
            recent.addLast(now);
            return Optional.empty();
        }
        return Optional.of(Duration.between(horizon, recent.getFirst()));
    }
}
