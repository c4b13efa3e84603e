// SPDX-License-Identifier: Apache-2.0
/** The port of the action ledger: who may act, what was acted upon and how it ended; and one in memory. */
@NullMarked
package io.tocsin.pipeline.ledger;

import org.jspecify.annotations.NullMarked;
