// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.ledger;

import java.time.Instant;

/**
 * An action in the ledger.
 *
 * @param planned what was decided
 * @param owner who has it
 * @param state how far it has come
 * @param note why it is in that state, in words for people; may be empty
 * @param claimedAt when it was claimed, by the ledger's clock
 * @param movedAt when it came into its state, by the ledger's clock
 */
public record Action(
        Planned planned, Owner owner, ActionState state, String note, Instant claimedAt, Instant movedAt) {}
