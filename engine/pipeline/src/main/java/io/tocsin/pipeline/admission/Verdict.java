// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.admission;

import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.threshold.Budget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of an ask. Always from the one fold that owns the tenant's budgets, so it is exact as of its time.
 *
 * @param outcome what came of it
 * @param text one sentence for people; empty when there is nothing to explain
 * @param standings the budgets it was asked of, after the ask; those closest to their end first
 * @param asOf log time of the decision
 * @param expiresAt when the reservation lapses; null when none is held
 */
public record Verdict(
        Outcome outcome,
        String text,
        List<Standing> standings,
        Instant asOf,
        @Nullable Instant expiresAt) {

    /** Copies the list. */
    public Verdict {
        standings = List.copyOf(standings);
    }

    /** Billionths of a dollar left in the budget that has least; empty without a budget. Negative when overspent. */
    public Optional<Long> remainingNano() {
        return standings.stream().map(Standing::remainingNano).min(Long::compare);
    }

    /** How an ask can end. Their order is part of what members tell one another: add at the end. */
    public enum Outcome {
        /** The money is held. */
        GRANTED,
        /** A budget has not enough left; nothing is held. */
        REFUSED,
        /** The actual cost is booked and the rest is free again. */
        SETTLED,
        /** The actual cost is booked although the reservation had expired. */
        SETTLED_LATE,
        /** Nothing was spent, nothing is held. */
        RELEASED,
        /** There is no such reservation, or it ended long ago. */
        UNKNOWN,
        /** The id stands for something else already. */
        CONFLICT,
        /** More reservations are open than one tenant may have; nothing is held. */
        FULL
    }

    /**
     * One budget.
     *
     * @param scope whose
     * @param period of what length
     * @param limitNano the budget
     * @param spentNano what was spent in the period
     * @param reservedNano what is held for calls under way
     * @param resetsAt when its next period begins
     */
    public record Standing(
            Scope scope, Budget.Period period, long limitNano, long spentNano, long reservedNano, Instant resetsAt) {

        /** What may still be reserved; negative when more was spent than planned. */
        public long remainingNano() {
            return limitNano - spentNano - reservedNano;
        }
    }
}
