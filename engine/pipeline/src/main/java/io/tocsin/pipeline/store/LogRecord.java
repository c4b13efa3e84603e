// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.store;

import java.time.Instant;

/**
 * One durable entry of the log.
 *
 * @param seq position, from 1, without gaps
 * @param at log time; never runs backwards
 * @param kind what the payload is, one of the codes of the log's codec
 * @param payload the entry, encoded; read only
 */
public record LogRecord(long seq, Instant at, byte kind, byte[] payload) {}
