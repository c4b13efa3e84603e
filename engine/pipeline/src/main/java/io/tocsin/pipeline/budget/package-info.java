// SPDX-License-Identifier: Apache-2.0
/**
 * Money against budgets: what was reported by period, and what a tenant's applications reserve before they spend. Folds of
 * the log like every other. Depends on admission, threshold and on how state is written.
 */
@NullMarked
package io.tocsin.pipeline.budget;

import org.jspecify.annotations.NullMarked;
