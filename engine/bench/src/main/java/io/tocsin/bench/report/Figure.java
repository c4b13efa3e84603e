// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.report;

import java.util.Optional;

/**
 * One measured number.
 *
 * @param name what was measured
 * @param value the number, NaN when it could not be measured
 * @param unit its unit, such as {@code events/s}
 * @param limit what it has to keep to; empty when there is none
 */
public record Figure(String name, double value, String unit, Optional<Limit> limit) {

    /** A figure without a limit. */
    public static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, Optional.empty());
    }

    /** This figure beside a limit. */
    public Figure within(Limit bound) {
        return new Figure(name, value, unit, Optional.of(bound));
    }

    /** Whether it keeps to its limit; true when there is none. */
    public boolean holds() {
        return limit.map(bound -> bound.holds(value)).orElse(true);
    }
}
