// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.pipeline.log.LogEntry;

/** Where a shard's own entries go: back into the log, so that other shards see them in order. */
@FunctionalInterface
public interface Output {
    /** Hands over one entry. Must not block. */
    void emit(LogEntry entry);
}
