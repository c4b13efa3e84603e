// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.window;

/**
 * The columns in which models, pools and providers count which calls were turned away, and models what their calls cost by
 * several accounts. Whole numbers only.
 */
public final class Rejections {
    /** Calls, however they ended; of a provider only those that count as {@link #REJECTED}. */
    public static final int CALLS = 0;

    /** Calls turned away for the cause that the scope stands for. */
    public static final int REJECTED = 1;

    /** Calls whose cost was reported and can be recomputed. */
    public static final int REPORTED = 2;

    /** Their cost as reported, billionths of a US dollar. */
    public static final int REPORTED_NANO = 3;

    /** Their cost by the price book, billionths of a US dollar. */
    public static final int BOOK_NANO = 4;

    /** Cost of all calls as it is counted everywhere, billionths of a US dollar. */
    public static final int COST_NANO = 5;

    /** What the provider says it will bill for tokens of the day that begins here, billionths of a US dollar. */
    public static final int INVOICED_NANO = 6;

    /** Number of columns. */
    public static final int WIDTH = 7;

    private Rejections() {}
}
