// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tocsin.pipeline.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger of a cluster on PostgreSQL. It may be away when it is opened; its schema is brought up to date as soon as it
 * answers. Owners are checked under a shared lock on their row, so that a transaction of an owner that loses its cell comes
 * either wholly before the change or not at all.
 */
final class PostgresLedgerDatabase implements LedgerDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresLedgerDatabase.class);
    private static final String HISTORY = "ledger_schema_history";
    private static final int SCHEMA_SECONDS = 30;
    private static final long LEAST_MILLIS = 250;

    private final PostgresSettings settings;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private volatile boolean prepared;

    private PostgresLedgerDatabase(PostgresSettings settings) {
        this.settings = settings;
        this.pool = new HikariDataSource(config(settings));
        this.jdbi = Jdbi.create(pool);
    }

    /**
     * Opens the ledger; it need not answer yet.
     *
     * @throws StoreException if it answers and refuses: a wrong password, no such database, a newer schema
     */
    static PostgresLedgerDatabase open(PostgresSettings settings) {
        PostgresLedgerDatabase database = new PostgresLedgerDatabase(settings);
        try {
            database.prepare();
        } catch (StoreException e) {
            if (LedgerFailures.isRefusal(e)) {
                database.close();
                throw e;
            }
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("action ledger unreachable: automations do not run until it answers");
        }
        return database;
    }

    static String look(PostgresSettings settings) {
        try (Connection connection =
                source(settings, seconds(settings.deadline())).getConnection()) {
            return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion() + " answers";
        } catch (SQLException e) {
            throw LedgerFailures.wrap("reach the action ledger at " + settings.url(), e);
        }
    }

    private static HikariConfig config(PostgresSettings settings) {
        long millis = Math.max(LEAST_MILLIS, settings.deadline().toMillis());
        HikariConfig config = new HikariConfig();
        config.setPoolName("tocsin-ledger");
        config.setDataSource(source(settings, seconds(settings.deadline())));
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(millis);
        config.setValidationTimeout(millis);
        config.setInitializationFailTimeout(-1);
        return config;
    }

    private static PGSimpleDataSource source(PostgresSettings settings, int seconds) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.url());
        source.setUser(settings.user());
        source.setPassword(settings.password());
        source.setApplicationName("tocsin");
        int connect = seconds(settings.deadline());
        source.setConnectTimeout(connect);
        source.setLoginTimeout(connect);
        source.setSocketTimeout(seconds);
        source.setOptions(
                "-c statement_timeout=" + seconds * 1000 + " -c idle_in_transaction_session_timeout=" + seconds * 1000);
        return source;
    }

    private static int seconds(Duration duration) {
        return (int) Math.max(1, duration.plusMillis(999).toSeconds());
    }

    /** Brings the schema up to date, once. */
    private synchronized void prepare() {
        if (prepared) {
            return;
        }
        try {
            Schema.bring(source(settings, SCHEMA_SECONDS), Database.LEDGER, settings.url(), HISTORY);
            prepared = true;
        } catch (FlywayException e) {
            throw LedgerFailures.wrap("open the action ledger at " + settings.url(), e);
        }
    }

    @Override
    public <T> T transact(String action, Writer.Work<T> work) {
        if (!prepared) {
            prepare();
        }
        try {
            return jdbi.inTransaction(work::run);
        } catch (SQLException | JdbiException e) {
            throw LedgerFailures.wrap(action, e);
        }
    }

    @Override
    public String now() {
        return "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";
    }

    @Override
    public String hold() {
        return " FOR SHARE";
    }

    @Override
    public String change() {
        return " FOR UPDATE";
    }

    @Override
    public int width() {
        return settings.poolSize();
    }

    @Override
    public void close() {
        pool.close();
    }
}
