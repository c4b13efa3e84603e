// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.alert;

/**
 * One condition of the rule that stated an alert, with the numbers it was judged on.
 *
 * @param condition the condition as written, such as {@code timesBaseline > limit("cost.hourly-spend-spike")}
 * @param field the compared field
 * @param actual its value, NaN for words
 * @param threshold what it was compared with, NaN for words
 */
public record Evidence(String condition, String field, double actual, double threshold) {}
