// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import io.tocsin.pipeline.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * One SQLite file, checked and brought to this program's schema. Makes connections to it; thread-safe.
 *
 * <p>Write-ahead log with {@code synchronous=FULL}: a commit returns after the write-ahead log was flushed to the disk, so
 * it survives the loss of power, not only of the process.
 */
final class Database {
    /** The schema of a node's log, state and outbox. */
    static final String LOG = "classpath:io/tocsin/store/schema/log";

    /** The schema of an action ledger. */
    static final String LEDGER = "classpath:io/tocsin/store/schema/ledger";

    private static final int PAGE_BYTES = 4096;
    private static final int BUSY_MILLIS = 5_000;
    private static final int WAL_BYTES_KEPT = 64 << 20;

    private final Path file;
    private final int maxPages;

    private Database(Path file, int maxPages) {
        this.file = file;
        this.maxPages = maxPages;
    }

    /**
     * Opens a file, or makes it.
     *
     * @param maxBytes largest size of the file
     * @param schema which schema it has
     * @throws StoreException if the file is damaged, or was written by a newer version of this program
     */
    static Database open(Path file, long maxBytes, String schema) {
        int maxPages = Math.toIntExact(Math.min(maxBytes / PAGE_BYTES, Integer.MAX_VALUE));
        Database database = new Database(file, maxPages);
        try {
            database.prepare();
            Schema.bring(database.source(config()), schema, file.toString());
            return database;
        } catch (SQLException | RuntimeException e) {
            throw Failures.wrap("open " + file, e);
        }
    }

    private void prepare() throws SQLException {
        try (Connection connection = source(config()).getConnection();
                Statement statement = connection.createStatement()) {
            // Must be said before the file has its first page.
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            statement.execute("PRAGMA journal_mode = WAL");
            try (ResultSet verdict = statement.executeQuery("PRAGMA quick_check(1)")) {
                String found = verdict.getString(1);
                if (!"ok".equals(found)) {
                    throw new StoreException(file + " is damaged (" + found + "); restore it from a backup");
                }
            }
        }
    }

    /** A new connection that writes; whoever has it begins and ends transactions in SQL. */
    Connection writer() throws SQLException {
        SQLiteConfig config = config();
        config.setMaxPageCount(maxPages);
        return source(config).getConnection();
    }

    /** Connections that read what is committed and are never in a writer's way. */
    Jdbi readers() {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        return Jdbi.create(source(config));
    }

    private SQLiteDataSource source(SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setPageSize(PAGE_BYTES);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setSynchronous(SynchronousMode.FULL);
        config.setJournalSizeLimit(WAL_BYTES_KEPT);
        return config;
    }
}
