// SPDX-License-Identifier: Apache-2.0
/**
 * Durable storage on SQL: the log, checkpoints, the outbox and the action ledger. Depends on the pipeline's store port
 * and on SQLite, PostgreSQL, Flyway, Jdbi, HikariCP and zstd; nobody else in the house sees them.
 */
@NullMarked
package io.tocsin.store;

import org.jspecify.annotations.NullMarked;
