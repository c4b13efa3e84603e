// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.cell;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/**
 * One member's time as owner of a cell. Of two owners the one with the greater term is right. A term that a majority gave
 * is greater than any that a minority can give itself after the same beginning.
 *
 * @param major counts the terms given by a majority
 * @param minor counts the terms given without one since
 * @param member name of the owner; decides between terms given at the same time on two sides without a majority
 */
public record Term(long major, long minor, String member) implements Comparable<Term> {
    /** Before the first term. */
    public static final Term NONE = new Term(0, 0, "");

    private static final Comparator<Term> ORDER =
            Comparator.comparingLong(Term::major).thenComparingLong(Term::minor).thenComparing(Term::member);

    /** The term after this one. */
    public Term next(boolean majority, String owner) {
        return majority ? new Term(major + 1, 0, owner) : new Term(major, minor + 1, owner);
    }

    @Override
    public int compareTo(Term other) {
        return ORDER.compare(this, other);
    }

    /** Writes it. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(major);
        out.writeLong(minor);
        out.writeUTF(member);
    }

    public static Term read(DataInput in) throws IOException {
        return new Term(in.readLong(), in.readLong(), in.readUTF());
    }

    @Override
    public String toString() {
        return major + "." + minor + "@" + member;
    }
}
