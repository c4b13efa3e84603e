// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.report;

/**
 * What a figure has to keep to.
 *
 * @param bound which side is good
 * @param value the limit, in the figure's unit
 */
public record Limit(Bound bound, double value) {

    /** Which side of a limit is good; the limit itself is. */
    public enum Bound {
        AT_LEAST(">="),
        AT_MOST("<=");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }

        /** As it is printed. */
        public String sign() {
            return sign;
        }
    }

    /** A limit that figures must reach. */
    public static Limit atLeast(double value) {
        return new Limit(Bound.AT_LEAST, value);
    }

    /** A limit that figures must not pass. */
    public static Limit atMost(double value) {
        return new Limit(Bound.AT_MOST, value);
    }

    /** Whether a figure keeps to it; NaN never does. */
    public boolean holds(double figure) {
        return bound == Bound.AT_LEAST ? figure >= value : figure <= value;
    }
}
