// SPDX-License-Identifier: Apache-2.0
/** The port to durable storage: the log, checkpoints, the outbox and the action ledger. */
@NullMarked
package io.tocsin.pipeline.store;

import org.jspecify.annotations.NullMarked;
