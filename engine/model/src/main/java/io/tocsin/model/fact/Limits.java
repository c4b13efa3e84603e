// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

/**
 * The limits that bind one scope at one moment.
 *
 * <p>A limit is data: a default from the thresholds file or the override of the scope. While an alert of that rule
 * holds for the scope, the main limit answers the clearing value instead of the firing value, which is the hysteresis
 * that keeps an alert from flapping.
 */
@FunctionalInterface
public interface Limits {
    /**
     * The limit in force.
     *
     * @param name a rule id such as {@code cost.hourly-spend-spike}, or a rule id and one of its further limits such as
     *     {@code cost.hourly-spend-spike.floor-usd}
     * @return the number to compare with; NaN for an unknown name, so that every comparison is false
     */
    double limit(String name);
}
