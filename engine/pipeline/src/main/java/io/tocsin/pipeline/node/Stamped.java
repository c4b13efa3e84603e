// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.pipeline.log.LogEntry;
import java.time.Instant;

/** An entry at its place in the log. */
record Stamped(long seq, Instant at, LogEntry entry) {}
