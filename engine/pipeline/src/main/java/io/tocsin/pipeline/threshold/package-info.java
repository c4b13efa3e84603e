// SPDX-License-Identifier: Apache-2.0
/**
 * The numbers operators set: thresholds of rules with their overrides, and budgets. Read from YAML once, then immutable.
 * Depends on the model and the rulebase's ports.
 */
@NullMarked
package io.tocsin.pipeline.threshold;

import org.jspecify.annotations.NullMarked;
