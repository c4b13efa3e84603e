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
    /** Shorter than the 5 s after which the others give up a silent member, so that it stops acting before they begin. */
    static final Duration LEASE = Duration.ofSeconds(4);

    private final String self;
    private final Map<String, Long> asked = new ConcurrentHashMap<>();

    Hearing(String self) {
        this.self = self;
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

    private static boolean isFresh(@Nullable Long askedNanos, long nowNanos) {
        return askedNanos != null && nowNanos - askedNanos < LEASE.toNanos();
    }
}
