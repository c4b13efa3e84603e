// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may act, which actions were claimed and how they ended: what keeps an automation from running twice, whatever
 * becomes of the members. An action is claimed once for ever; later owners of its cell take it over as it is. Every change
 * checks in one transaction that who asks is still the newest owner of the cell.
 *
 * <p>Thread-safe. Every method may block, up to the claim deadline, and throws {@link LedgerUnreachable} when the ledger
 * did not answer by then.
 */
public interface ActionLedger extends AutoCloseable {

    /** Takes a cell, with a fence higher than any before; who had it may no longer change anything. */
    Owner own(int cell, String member);

    /** Who owns a cell; empty when nobody ever has. */
    Optional<Owner> owner(int cell);

    /** Claims an action. Of any number of claims of one key exactly one is granted, for ever. */
    Claim claim(Planned planned, Owner owner);

    /** Takes over an action that was claimed before; empty when it is not known, or who asks may not have it. */
    Optional<Action> take(String key, Owner owner);

    /**
     * Moves an action that the owner has from one state to another.
     *
     * @param note why, in words for people; may be empty
     * @throws IllegalArgumentException if {@code to} may not follow {@code from}
     */
    Move move(String key, ActionState from, ActionState to, Owner owner, String note);

    /**
     * A human found out what became of an action in doubt.
     *
     * @param verdict {@link ActionState#SUCCEEDED} or {@link ActionState#FAILED}
     * @param by who says so
     * @return whether there was such an action in doubt
     * @throws IllegalArgumentException if the verdict is another
     */
    boolean judge(String key, ActionState verdict, String by);

    /** Actions of a cell that were started or sent, have not ended, and have not moved for as long; oldest first. */
    List<Action> overdue(int cell, Duration lease);

    /**
     * Actions, newest first.
     *
     * @param states in which state; empty for any
     * @param max most that are answered
     */
    List<Action> actions(Set<ActionState> states, int max);

    /** Asks the ledger whether it is there. */
    void probe();

    @Override
    void close();
}
