// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.cell;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose log this is: every term that wrote it and where each began. Two logs are the same up to where their lineages part.
 * Immutable.
 *
 * @param reigns the terms, the oldest first; the newest {@value #KEPT} are kept
 */
public record Lineage(List<Reign> reigns) {
    static final int KEPT = 32;

    /** Of a log nobody has written yet. */
    static final Lineage EMPTY = new Lineage(List.of());

    /** Copies the list. */
    public Lineage {
        reigns = List.copyOf(reigns);
    }

    /**
     * One term.
     *
     * @param term the term
     * @param after position of the last entry that was there before it
     */
    public record Reign(Term term, long after) {}

    /** The newest term. */
    Term term() {
        return reigns.isEmpty() ? Term.NONE : reigns.get(reigns.size() - 1).term();
    }

    /** With one more term, which begins after a position. */
    Lineage with(Term term, long after) {
        List<Reign> longer = new ArrayList<>(reigns);
        longer.add(new Reign(term, after));
        return new Lineage(longer.subList(Math.max(0, longer.size() - KEPT), longer.size()));
    }

    /**
     * Position up to which the log of this lineage is part of the log of another. {@link Long#MAX_VALUE} when the other
     * has never left it, 0 when they have nothing in common that is still known.
     */
    long sharedWith(Lineage other) {
        int here = -1;
        int there = -1;
        for (int i = 0; i < reigns.size(); i++) {
            int same = other.indexOf(reigns.get(i).term());
            if (same >= 0) {
                here = i;
                there = same;
            }
        }
        if (here < 0) {
            return reigns.isEmpty() ? Long.MAX_VALUE : 0;
        }
        return Math.min(endOf(here), other.endOf(there));
    }

    private int indexOf(Term term) {
        for (int i = reigns.size() - 1; i >= 0; i--) {
            if (reigns.get(i).term().equals(term)) {
                return i;
            }
        }
        return -1;
    }

    private long endOf(int index) {
        return index + 1 < reigns.size() ? reigns.get(index + 1).after() : Long.MAX_VALUE;
    }

    /** Writes it. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(reigns.size());
        for (Reign reign : reigns) {
            reign.term().write(out);
            out.writeLong(reign.after());
        }
    }

    public static Lineage read(DataInput in) throws IOException {
        List<Reign> reigns = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            reigns.add(new Reign(Term.read(in), in.readLong()));
        }
        return new Lineage(reigns);
    }
}
