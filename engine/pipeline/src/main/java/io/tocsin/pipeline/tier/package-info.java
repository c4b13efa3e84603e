// SPDX-License-Identifier: Apache-2.0
/** Which quality tier applications are to use, chosen by rules from budgets and load. Depends on budget, threshold, rulebase. */
@NullMarked
package io.tocsin.pipeline.tier;

import org.jspecify.annotations.NullMarked;
