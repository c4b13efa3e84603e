// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.ledger;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** How far an action has come. The names are written down and stay. */
public enum ActionState {
    /** Decided; it waits in the outbox, and the ledger does not know of it yet. */
    PLANNED,
    /** One owner has it; nothing has been done. */
    CLAIMED,
    /** About to be done. */
    STARTED,
    /** From here on it may have taken effect. */
    SENT,
    /** It took effect. */
    SUCCEEDED,
    /** It took no effect. */
    FAILED,
    /** Nobody knows; a human has to look. */
    IN_DOUBT,
    /** Later facts show that it helped. */
    VERIFIED,
    /** Later facts do not show whether it helped. */
    INCONCLUSIVE,
    /** It was taken back. */
    ROLLED_BACK,
    /** It could not be taken back, or nobody knows whether it was. */
    ROLLBACK_FAILED;

    private static final Map<ActionState, Set<ActionState>> NEXT = next();

    private static Map<ActionState, Set<ActionState>> next() {
        Map<ActionState, Set<ActionState>> next = new EnumMap<>(ActionState.class);
        next.put(PLANNED, EnumSet.of(CLAIMED));
        next.put(CLAIMED, EnumSet.of(STARTED, FAILED, IN_DOUBT));
        next.put(STARTED, EnumSet.of(SENT, FAILED, IN_DOUBT));
        next.put(SENT, EnumSet.of(SENT, SUCCEEDED, FAILED, IN_DOUBT));
        next.put(IN_DOUBT, EnumSet.of(SUCCEEDED, FAILED));
        next.put(SUCCEEDED, EnumSet.of(VERIFIED, INCONCLUSIVE, ROLLED_BACK, ROLLBACK_FAILED));
        next.put(VERIFIED, EnumSet.of(ROLLED_BACK, ROLLBACK_FAILED));
        next.put(INCONCLUSIVE, EnumSet.of(ROLLED_BACK, ROLLBACK_FAILED));
        next.put(ROLLBACK_FAILED, EnumSet.of(ROLLED_BACK));
        return next;
    }

    /**
     * Whether a state may follow this one. {@link #SENT} may follow itself: who takes an action over sends it again, if
     * it can be repeated.
     */
    public boolean mayBecome(ActionState state) {
        return NEXT.getOrDefault(this, Set.of()).contains(state);
    }
}
