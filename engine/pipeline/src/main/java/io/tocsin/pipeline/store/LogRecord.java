// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One durable entry of the log.
 *
 * @param seq position, from 1, without gaps
 * @param at log time in whole milliseconds; never runs backwards
 * @param kind what the payload is, one of the codes of the log's codec
 * @param payload the entry, encoded; read only
 */
public record LogRecord(long seq, Instant at, byte kind, byte[] payload) {

    /** Cuts the time to the millisecond, so that what is read back equals what was appended. */
    public LogRecord {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }
}
