// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

/** A set of up to 128 small numbers, such as the places of fields. Not thread-safe. */
final class FieldSet {
    private static final int WORD = Long.SIZE;

    private long low;
    private long high;

    /** Adds a number; false when it was there. */
    boolean add(int number) {
        long bit = 1L << number;
        if (number < WORD) {
            boolean there = (low & bit) != 0;
            low |= bit;
            return !there;
        }
        boolean there = (high & bit) != 0;
        high |= bit;
        return !there;
    }

    void remove(int number) {
        if (number < WORD) {
            low &= ~(1L << number);
        } else {
            high &= ~(1L << number);
        }
    }

    boolean has(int number) {
        return ((number < WORD ? low : high) & 1L << number) != 0;
    }

    /** The smallest number that is not below another, or -1. */
    int next(int from) {
        if (from < WORD) {
            long left = low & -1L << from;
            if (left != 0) {
                return Long.numberOfTrailingZeros(left);
            }
        }
        long left = from <= WORD ? high : from < 2 * WORD ? high & -1L << from : 0;
        return left == 0 ? -1 : WORD + Long.numberOfTrailingZeros(left);
    }

    void clear() {
        low = 0;
        high = 0;
    }
}
