// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

/**
 * What a call cost. Kept in whole nano-dollars, so that sums are exact and do not depend on their order.
 *
 * @param nanoUsd billionths of a US dollar, not negative
 * @param source how it became known
 */
public record Cost(long nanoUsd, CostSource source) {
    private static final double NANO = 1e9;

    /** Nothing was billed. */
    public static final Cost NONE = new Cost(0, CostSource.NONE);

    /** @throws IllegalArgumentException if negative */
    public Cost {
        if (nanoUsd < 0) {
            throw new IllegalArgumentException("cost must not be negative, was " + nanoUsd + " nano-dollars");
        }
    }

    /** A cost given in dollars, rounded to the nearest nano-dollar. */
    public static Cost ofUsd(double usd, CostSource source) {
        return new Cost(Math.round(usd * NANO), source);
    }

    /** US dollars. */
    public double usd() {
        return nanoUsd / NANO;
    }
}
