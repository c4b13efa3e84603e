// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import io.tocsin.pipeline.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection that writes. Transactions run one after the other; thread-safe.
 *
 * <p>Transactions are begun and ended in SQL, not by the driver: after a commit the driver would begin the next one at
 * once and hold the write lock while idle, and it loses count when SQLite rolls back by itself.
 */
final class Writer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final ReentrantLock turn = new ReentrantLock(true);
    private final Connection connection;
    private final Handle handle;

    Writer(Connection connection) {
        this.connection = connection;
        this.handle = Jdbi.open(connection);
    }

    /** The connection, for statements to be prepared on it once and run inside {@link #transact}. */
    Connection connection() {
        return connection;
    }

    /**
     * Runs work as one transaction and makes it durable.
     *
     * @param action what is tried, as in "could not … "
     * @throws StoreException if the database refuses; then nothing of the work is applied
     */
    <T> T transact(String action, Work<T> work) {
        turn.lock();
        boolean committed = false;
        try {
            execute("BEGIN IMMEDIATE");
            T result = work.run(handle);
            execute("COMMIT");
            committed = true;
            return result;
        } catch (SQLException | JdbiException e) {
            throw Failures.wrap(action, e);
        } finally {
            if (!committed) {
                rollBack();
            }
            turn.unlock();
        }
    }

    private void rollBack() {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            // SQLite rolls back by itself on some errors, such as a full disk; then there is nothing left to undo.
            LOG.atDebug().setCause(e).log("Nothing to roll back");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            handle.close();
        } finally {
            turn.unlock();
        }
    }

    /**
     * What to do in a transaction.
     *
     * @param <T> what it answers
     */
    @FunctionalInterface
    interface Work<T> {
        T run(Handle handle) throws SQLException;
    }
}
