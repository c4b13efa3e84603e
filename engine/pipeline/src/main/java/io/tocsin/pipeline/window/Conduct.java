// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.window;

/** The columns in which a feature counts how it uses models, besides those of {@link Counters}. Whole numbers only. */
public final class Conduct {
    /** Calls of which it is known how much of the context window they used. */
    public static final int CONTEXT_CALLS = 0;

    /** Sum of the shares of the context window they used, in millionths. */
    public static final int CONTEXT_MICROS = 1;

    /** Calls of which it is known which tier would do. */
    public static final int ROUTABLE = 2;

    /** Those of them that a dearer tier served. */
    public static final int MISROUTED = 3;

    /** What these cost beyond the current model of the tier that would do, billionths of a US dollar. */
    public static final int WASTE_NANO = 4;

    /** Calls that could have waited for a batch, and did not. */
    public static final int WAITING = 5;

    /** What a batch would have saved on them, billionths of a US dollar. */
    public static final int WAITING_NANO = 6;

    /** Complaints of users, thumbs down included. */
    public static final int COMPLAINTS = 7;

    /** Number of columns. */
    public static final int WIDTH = 8;

    private Conduct() {}
}
