// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.budget;

import io.tocsin.pipeline.admission.Spent;
import io.tocsin.pipeline.admission.Verdict.Standing;
import io.tocsin.pipeline.threshold.Budget;
import io.tocsin.pipeline.threshold.Budget.Span;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * One budget in its current period: what was settled, what was reported, what is held. Whoever settles a call usually
 * reports it too, and the two come in either order; so of the money that is in both only the greater sum counts. Not
 * thread-safe.
 */
final class Account {
    private final Budget budget;
    private final TreeMap<Long, Long> reportedByStart = new TreeMap<>();
    private Span span = new Span(0, 0);
    private long settledNano;
    private long unreportedNano;
    private long heldNano;

    Account(Budget budget) {
        this.budget = budget;
    }

    Budget budget() {
        return budget;
    }

    /** The period it is in; what belongs to another one is over, or not yet. */
    long start() {
        return span.start();
    }

    /** Begins a new period if one has begun. */
    void turn(Instant at) {
        if (at.getEpochSecond() >= span.end()) {
            span = budget.spanAt(at.getEpochSecond());
            reportedByStart.headMap(span.start()).clear();
            settledNano = 0;
            unreportedNano = 0;
            heldNano = 0;
        }
    }

    void reported(Spent spent) {
        if (spent.start() >= span.start()) {
            reportedByStart.merge(spent.start(), spent.nanoUsd(), Math::max);
        }
    }

    private long spentNano() {
        return Math.max(settledNano, reportedByStart.getOrDefault(span.start(), 0L)) + unreportedNano;
    }

    /** What may still be held; negative when more was spent than planned. */
    long remainingNano() {
        return budget.nanoUsd() - spentNano() - heldNano;
    }

    /** Share of the budget that is spent or held. */
    double usedRatio() {
        return (double) (spentNano() + heldNano) / budget.nanoUsd();
    }

    void hold(long nano) {
        heldNano += nano;
    }

    /** Holds again what a reservation of a period held before a restart. */
    void holdAgain(long start, long nano) {
        if (start == span.start()) {
            heldNano += nano;
        }
    }

    /** Whether nothing is known of its present period. */
    boolean isEmpty() {
        return settledNano == 0 && unreportedNano == 0 && heldNano == 0 && reportedByStart.isEmpty();
    }

    /** Lets go of what a reservation of this period held. */
    void free(long start, long nano) {
        if (start == span.start()) {
            heldNano -= nano;
        }
    }

    /** Books what a reservation of this period has cost. */
    void settle(long start, long nano, boolean reportedToo) {
        if (start != span.start()) {
            return;
        }
        if (reportedToo) {
            settledNano += nano;
        } else {
            unreportedNano += nano;
        }
    }

    Standing standing() {
        return new Standing(
                budget.scope(),
                budget.period(),
                budget.nanoUsd(),
                spentNano(),
                heldNano,
                Instant.ofEpochSecond(span.end()));
    }

    /** Writes everything but what is held: that follows from the reservations. */
    void write(DataOutput out) throws IOException {
        out.writeLong(span.start());
        out.writeLong(settledNano);
        out.writeLong(unreportedNano);
        out.writeByte(reportedByStart.size());
        for (Map.Entry<Long, Long> reported : reportedByStart.entrySet()) {
            out.writeLong(reported.getKey());
            out.writeLong(reported.getValue());
        }
    }

    /** Reads what {@link #write} wrote; a budget whose zone has changed since begins its period anew. */
    void read(DataInput in) throws IOException {
        long start = in.readLong();
        Span written = budget.spanAt(start);
        boolean same = written.start() == start;
        span = same ? written : new Span(0, 0);
        settledNano = in.readLong();
        unreportedNano = in.readLong();
        for (int left = in.readByte(); left > 0; left--) {
            reportedByStart.put(in.readLong(), in.readLong());
        }
    }
}
