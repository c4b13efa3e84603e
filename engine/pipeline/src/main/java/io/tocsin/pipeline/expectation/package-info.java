// SPDX-License-Identifier: Apache-2.0
/**
 * What operators expect of the use of their models: where data may go, when people work, which jobs report. Data beside
 * the thresholds; rules judge against it. Depends on {@code model} and {@code yaml}.
 */
@NullMarked
package io.tocsin.pipeline.expectation;

import org.jspecify.annotations.NullMarked;
