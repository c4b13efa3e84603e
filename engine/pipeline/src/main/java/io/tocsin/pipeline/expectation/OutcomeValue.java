// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.expectation;

/**
 * What one business outcome is worth when it tells no revenue.
 *
 * @param whom whose outcomes
 * @param kind the kind, such as {@code sale}
 * @param usd US dollars, above 0
 */
public record OutcomeValue(Whom whom, String kind, double usd) implements Scoped.Entry {}
