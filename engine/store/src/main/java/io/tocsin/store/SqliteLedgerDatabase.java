// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The ledger of a node without a cluster, in a file of its own, so that claims and the log do not wait for each other.
 * Transactions run one after the other, which makes locks on rows superfluous.
 */
final class SqliteLedgerDatabase implements LedgerDatabase {
    private final Writer writer;

    private SqliteLedgerDatabase(Writer writer) {
        this.writer = writer;
    }

    static SqliteLedgerDatabase open(Path file) {
        try {
            return new SqliteLedgerDatabase(new Writer(
                    Database.open(file, Long.MAX_VALUE, Database.LEDGER).writer()));
        } catch (SQLException e) {
            throw Failures.wrap("open " + file, e);
        }
    }

    @Override
    public <T> T transact(String action, Writer.Work<T> work) {
        return writer.transact(action, work);
    }

    @Override
    public String now() {
        return "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
    }

    @Override
    public String hold() {
        return "";
    }

    @Override
    public String change() {
        return "";
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public void close() {
        writer.close();
    }
}
