// SPDX-License-Identifier: Apache-2.0
/** Advice on which model to use for a request: rules decide, this derives. Depends on pricing, threshold and rulebase. */
@NullMarked
package io.tocsin.pipeline.route;

import org.jspecify.annotations.NullMarked;
