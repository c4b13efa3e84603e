// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.admission;

import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.threshold.Budget;

/**
 * What calls that were reported as signals have cost a scope in one period of a budget, altogether.
 *
 * @param scope whose budget
 * @param period of what length
 * @param start first second of the period, since 1970
 * @param nanoUsd the sum, billionths of a US dollar
 */
public record Spent(Scope scope, Budget.Period period, long start, long nanoUsd) {}
