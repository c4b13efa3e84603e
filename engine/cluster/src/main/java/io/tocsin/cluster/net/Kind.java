// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.net;

import java.time.Duration;

/** What members ask of one another. Their order is part of the protocol: add at the end. */
public enum Kind {
    /** Signals for the owner of a cell. */
    ACCEPT(Lane.CALLS, 5),
    /** What one cell says to another. */
    RECEIVE(Lane.CALLS, 5),
    /** A command for the owner of a cell. */
    COMMAND(Lane.CALLS, 10),
    /** A body nobody understood. */
    LETTER(Lane.CALLS, 5),
    /** The newest bodies nobody understood. */
    LETTERS(Lane.CALLS, 5),
    /** The beginning of a copy. */
    BEGIN(Lane.COPIES, 10),
    /** One commit for a copy. */
    COPY(Lane.COPIES, 3),
    /** How far a log may be trimmed. */
    TRIM(Lane.COPIES, 30),
    /** How a member and its cells are. */
    REPORT(Lane.STEPS, 2),
    /** What the coordinator wants done. */
    STEP(Lane.STEPS, 30),
    /** What is new to people in a cell. */
    NEWS(Lane.CALLS, 2),
    /** What applications ask of budgets. */
    ADMIT(Lane.CALLS, 2);

    private final Lane lane;
    private final Duration timeout;

    Kind(Lane lane, int seconds) {
        this.lane = lane;
        this.timeout = Duration.ofSeconds(seconds);
    }

    /** Whose threads answer it. What waits for a copy never holds up the copies. */
    public enum Lane {
        CALLS,
        COPIES,
        STEPS
    }

    /** Whose threads answer it. */
    public Lane lane() {
        return lane;
    }

    /** How long its caller waits. */
    public Duration timeout() {
        return timeout;
    }
}
