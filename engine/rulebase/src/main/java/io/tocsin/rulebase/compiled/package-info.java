// SPDX-License-Identifier: Apache-2.0
/**
 * Compiled rules: DRL to class bytes, class bytes kept by content hash, class bytes to models. Depends on {@code drl}.
 */
@NullMarked
package io.tocsin.rulebase.compiled;

import org.jspecify.annotations.NullMarked;
