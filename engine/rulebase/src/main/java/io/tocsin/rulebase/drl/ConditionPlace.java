// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

/**
 * Where one condition of a rule stands.
 *
 * @param text as written
 * @param line its line, from 1
 * @param column its column, from 1
 */
public record ConditionPlace(String text, int line, int column) {}
