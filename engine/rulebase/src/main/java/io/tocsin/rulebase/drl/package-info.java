// SPDX-License-Identifier: Apache-2.0
/**
 * Rule files as text: read, parsed, judged for form and vocabulary, and taken apart for evidence. What is wrong is said
 * as a {@code Diagnosis} with file, line and column. Depends on the model and on the rulebase's own ports.
 */
@NullMarked
package io.tocsin.rulebase.drl;

import org.jspecify.annotations.NullMarked;
