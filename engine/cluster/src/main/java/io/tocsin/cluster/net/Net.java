// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.net;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The other members, as this one sees them: after a cut each side has a view of its own. Thread-safe; nothing here blocks.
 */
public interface Net {
    /** Name of this member. */
    String self();

    /** Names of the members in view, this one included, the oldest first; empty once it is closed. */
    List<String> members();

    /** Whether more than half of a whole cluster is in view. */
    boolean majority();

    /** How many members a whole cluster has. */
    int size();

    /** How long a member may be silent before it is no longer in view. */
    Duration missingAfter();

    /** How far this member's own clock is ahead of the cluster's; negative when it is behind. */
    Duration ahead();

    /** The member a cell is placed on; empty while that is not known. */
    Optional<String> placeOf(int cell);

    /**
     * Calls a member, or this one. Calls to one member may overtake one another.
     *
     * @return the answer; fails after the time that the kind allows, or with what the handler said
     */
    CompletableFuture<byte[]> call(String member, Kind kind, int cell, byte[] payload);

    /** Answers calls of a kind from now on. */
    void handle(Kind kind, Handler handler);

    /** Answers calls of one kind. May block. */
    @FunctionalInterface
    interface Handler {
        /** The answer; the message of an exception reaches the caller. */
        byte[] answer(int cell, byte[] payload);
    }
}
