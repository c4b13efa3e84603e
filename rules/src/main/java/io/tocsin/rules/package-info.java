// SPDX-License-Identifier: Apache-2.0
/** The rules, thresholds and budgets as shipped. Depends on the rulebase. */
@NullMarked
package io.tocsin.rules;

import org.jspecify.annotations.NullMarked;
