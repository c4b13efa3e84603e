// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.budget;

import io.tocsin.pipeline.threshold.Budget;
import io.tocsin.pipeline.threshold.Budget.Span;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Spend by period of one budget, exact to the nano-dollar. The last three periods are kept, so that what arrives late lands
 * where it belongs, and what carries a clock that runs ahead opens the next period without closing this one. Not
 * thread-safe.
 */
public final class PeriodSums {
    private static final int KEPT = 3;

    private final Budget budget;
    private final TreeMap<Long, Long> nanoByStart = new TreeMap<>();
    private final TreeSet<Long> changed = new TreeSet<>();
    private Span last = new Span(0, 0);

    /** Nothing spent yet. */
    public PeriodSums(Budget budget) {
        this.budget = budget;
    }

    /** Adds spend at a second of event time; spend older than the periods that are kept is not counted. */
    public void add(long epochSecond, long nanoUsd) {
        long start = span(epochSecond).start();
        nanoByStart.merge(start, nanoUsd, Long::sum);
        changed.add(start);
        if (nanoByStart.size() > KEPT) {
            changed.remove(nanoByStart.pollFirstEntry().getKey());
        }
    }

    /** The period a second lies in. */
    public Span span(long epochSecond) {
        if (!last.has(epochSecond)) {
            last = budget.spanAt(epochSecond);
        }
        return last;
    }

    /** Billionths of a US dollar spent in the period that begins at a second. */
    public long nano(long start) {
        return nanoByStart.getOrDefault(start, 0L);
    }

    /** Shows the sum of every period that has changed since the last call, the oldest first. */
    public void news(Reader reader) {
        changed.forEach(start -> reader.sum(start, nano(start)));
        changed.clear();
    }

    /** Reads sums by the first second of their period. */
    @FunctionalInterface
    public interface Reader {
        void sum(long start, long nanoUsd);
    }

    /** Writes the sums. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(nanoByStart.size());
        for (Map.Entry<Long, Long> sum : nanoByStart.entrySet()) {
            out.writeLong(sum.getKey());
            out.writeLong(sum.getValue());
        }
    }

    /** Reads what {@link #write} wrote; it is no news. */
    public void read(DataInput in) throws IOException {
        for (int left = in.readByte(); left > 0; left--) {
            nanoByStart.put(in.readLong(), in.readLong());
        }
    }

    /** Puts back one sum of a version that told nobody; it is news. */
    public void restore(long start, long nanoUsd) {
        nanoByStart.put(start, nanoUsd);
        changed.add(start);
    }
}
