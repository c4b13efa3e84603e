// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.member;

import java.time.Duration;

/**
 * How members know of one another that they are there. The same on every member; in whole seconds, because Hazelcast counts
 * in them. Immutable.
 *
 * @param every pause between two heartbeats, at least 1 s
 * @param missingAfter how long a member may be silent before the others go on without it, more than {@code every}
 */
public record Heartbeats(Duration every, Duration missingAfter) {
    /** Every second; a silent member is given up after 5 s. */
    public static final Heartbeats USUAL = new Heartbeats(Duration.ofSeconds(1), Duration.ofSeconds(5));

    private static final int MILLIS = 1_000;

    /** @throws IllegalArgumentException if a value is out of range */
    public Heartbeats {
        require(isWholeSeconds(every), "every must be whole seconds, at least 1, was " + every);
        require(
                isWholeSeconds(missingAfter) && missingAfter.compareTo(every) > 0,
                "missingAfter must be whole seconds, more than " + every + ", was " + missingAfter);
    }

    private static boolean isWholeSeconds(Duration span) {
        return span.toSeconds() >= 1 && span.toMillis() % MILLIS == 0;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
