// SPDX-License-Identifier: Apache-2.0
/** The guard rails: pure functions from a run and its neighbours to a refusal. Depends on {@code book}. */
@NullMarked
package io.tocsin.runbooks.guard;

import org.jspecify.annotations.NullMarked;
