// SPDX-License-Identifier: Apache-2.0
/**
 * What tests have seen of rules: every rule matched, every condition true and false. Depends on {@code drl} and on the
 * compiled models.
 */
@NullMarked
package io.tocsin.rulebase.coverage;

import org.jspecify.annotations.NullMarked;
