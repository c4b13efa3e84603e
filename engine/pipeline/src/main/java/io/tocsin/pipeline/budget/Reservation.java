// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.budget;

import io.tocsin.pipeline.admission.Ask;
import java.time.Instant;
import java.util.List;

/**
 * Money that is held, or was until it expired.
 *
 * @param id its name
 * @param payer on whose behalf
 * @param nanoUsd how much
 * @param madeAt log time it was made: the periods it lies in
 * @param expiresAt log time it lapses
 * @param holds what it holds of which account
 */
record Reservation(String id, Ask.Payer payer, long nanoUsd, Instant madeAt, Instant expiresAt, List<Hold> holds)
        implements Comparable<Reservation> {

    /** Copies the list. */
    Reservation {
        holds = List.copyOf(holds);
    }

    /**
     * What is held of one account.
     *
     * @param account the account
     * @param start the period it was held in
     */
    record Hold(Account account, long start) {}

    /** By the time they lapse. */
    @Override
    public int compareTo(Reservation other) {
        int byTime = expiresAt.compareTo(other.expiresAt);
        return byTime != 0 ? byTime : id.compareTo(other.id);
    }
}
