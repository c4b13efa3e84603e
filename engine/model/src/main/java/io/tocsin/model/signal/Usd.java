// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** US dollars to the last digit: whole billionths inside, decimals where people read and write them. */
public final class Usd {
    private static final int NANO_DIGITS = 9;

    private Usd() {}

    /** So many billionths as dollars, without zeros at the end. */
    public static BigDecimal of(long nano) {
        BigDecimal usd = BigDecimal.valueOf(nano, NANO_DIGITS).stripTrailingZeros();
        return usd.scale() < 0 ? usd.setScale(0) : usd;
    }

    /**
     * Dollars as billionths.
     *
     * @param finer what becomes of digits beyond the ninth
     * @throws ArithmeticException if there are such digits and {@code finer} is {@link RoundingMode#UNNECESSARY}, or it is
     *     more than a long holds, about 9.2 billion dollars
     */
    public static long nano(BigDecimal usd, RoundingMode finer) {
        return usd.movePointRight(NANO_DIGITS).setScale(0, finer).longValueExact();
    }
}
