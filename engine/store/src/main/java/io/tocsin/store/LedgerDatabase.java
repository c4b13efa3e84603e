// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

/** The database under an action ledger, and where its SQL differs from another's. Thread-safe. */
interface LedgerDatabase extends AutoCloseable {

    /**
     * Runs work as one transaction and makes it durable.
     *
     * @param action what is tried, as in "could not … "
     * @throws io.tocsin.pipeline.store.StoreException if the database is away or refuses
     */
    <T> T transact(String action, Writer.Work<T> work);

    /** The present in milliseconds since 1970, as an expression in SQL: one clock for every member. */
    String now();

    /** What is put behind a query whose row must stay as it is until the transaction ends. */
    String hold();

    /** What is put behind a query whose row is changed next. */
    String change();

    /** How many transactions may run at once. */
    int width();

    @Override
    void close();
}
