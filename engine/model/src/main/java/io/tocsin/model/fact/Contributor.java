// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

/**
 * One part of a sum: who is behind a number.
 *
 * @param label whom, such as {@code session=8f2c}
 * @param amount its part, in the unit of the sum
 * @param ratio its share of the sum, 0 to 1
 */
public record Contributor(String label, double amount, double ratio) {}
