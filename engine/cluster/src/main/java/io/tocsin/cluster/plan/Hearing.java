// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which members have answered lately. A list of members is what the network still believes: a member that is cut off, or
 * that slept, is on it with the others for seconds. What they answered is not older than the question. Thread-safe.
 */
final class Hearing {
    private static final Duration LONGEST = Duration.ofSeconds(4);
    private static final Duration EARLIER = Duration.ofSeconds(1);

    private final String self;
    private final Duration lease;
    private final Map<String, Long> asked = new ConcurrentHashMap<>();

    /**
     * Of a member. An answer counts for 4 s at most, and for a second less than the others wait for a silent member: it stops
     * acting before they begin.
     *
     * @param missingAfter how long the others wait, more than a second
     */
    Hearing(String self, Duration missingAfter) {
        this.self = self;
        Duration before = missingAfter.minus(EARLIER);
        this.lease = before.compareTo(LONGEST) < 0 ? before : LONGEST;
    }

    /** A member has answered what it was asked at a time, in nanoseconds of this process. */
    void answered(String member, long askedNanos) {
        asked.merge(member, askedNanos, Math::max);
    }

    /** Whether more than half of a whole cluster, this member included, has answered within the lease. */
    boolean majority(List<String> members, int size, long nowNanos) {
        long heard = members.stream()
                .filter(member -> member.equals(self) || isFresh(asked.get(member), nowNanos))
                .count();
        return heard * 2 > size;
    }

    private boolean isFresh(@Nullable Long askedNanos, long nowNanos) {
        return askedNanos != null && nowNanos - askedNanos < lease.toNanos();
    }
}
