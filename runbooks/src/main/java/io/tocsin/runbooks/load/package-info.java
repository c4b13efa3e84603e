// SPDX-License-Identifier: Apache-2.0
/** Reads runbook folders strictly. Depends on {@code book} and on the edge's operations in {@code route}. */
@NullMarked
package io.tocsin.runbooks.load;

import org.jspecify.annotations.NullMarked;
