// SPDX-License-Identifier: Apache-2.0
/** Hand-written doubles for tests of the fold: rules as plain functions, receivers that remember. */
@NullMarked
package io.tocsin.pipeline.testing;

import org.jspecify.annotations.NullMarked;
