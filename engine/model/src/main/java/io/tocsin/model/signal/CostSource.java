// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

/** How the cost of a call became known; the earlier, the more it is worth. */
public enum CostSource {
    /** The sender reported it. */
    REPORTED,
    /** Recomputed from tokens and the price book. */
    PRICE_BOOK,
    /** The model is not in the price book: priced at its dearest tier, never at zero. */
    DEAREST_TIER,
    /** Nothing was billed, such as an error before any output. */
    NONE
}
