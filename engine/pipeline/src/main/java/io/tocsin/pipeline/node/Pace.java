// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

/**
 * How soon one commit follows another. On a fast disk a commit is over before a second sender has come, and the more there
 * are the more commits, each with its turn of every thread and, in a cluster, a call to the copy. So while several senders
 * share a commit, the next one begins no sooner than a millisecond after it began; whoever is alone never waits. Confined to
 * the log's thread.
 */
final class Pace {
    /** The longest that anybody waits here: small beside the 5 ms in which a budget answers. */
    static final long NANOS = 1_000_000;

    private long begun;
    private boolean shared;

    /** For how long to wait, at a time in nanoseconds of this process, before taking what is there; 0 or less is not at all. */
    long pause(long now) {
        return shared ? begun + NANOS - now : 0;
    }

    /** A commit for so many senders begins at a time. */
    void begins(long now, int senders) {
        begun = now;
        shared = senders > 1;
    }
}
