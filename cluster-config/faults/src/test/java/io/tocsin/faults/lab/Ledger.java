// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import static org.awaitility.Awaitility.await;

import io.tocsin.store.FaultProxy;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cluster's action ledger: a database of its own on a PostgreSQL server that all laboratories share, reached through a
 * proxy that can be cut or held up. Read here directly, whatever the members can reach. Not thread-safe.
 */
public final class Ledger implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration OFTEN = Duration.ofMillis(10);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final EmbeddedPostgres server = Server.STARTED;
    private final String database = "ledger" + DATABASES.incrementAndGet();
    private final FaultProxy proxy;

    /** The one server of this process. */
    private static final class Server {
        static final EmbeddedPostgres STARTED = started();

        private static EmbeddedPostgres started() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setPGStartupWait(LONGEST_START)
                        .start();
            } catch (IOException e) {
                throw new IllegalStateException("the ledger's server does not start", e);
            }
        }
    }

    /**
     * An action as the ledger knows it.
     *
     * @param intent what it was claimed for
     * @param kind of its step, such as {@code once}
     * @param state such as {@code SUCCEEDED}
     * @param member who has it
     * @param claimed when, by the server's clock
     * @param moved when it came to its state
     */
    public record Row(String intent, String kind, String state, String member, Instant claimed, Instant moved) {
        private static final Pattern ACT = Pattern.compile("run\\.(.+)\\.ACT");

        /** The run whose action it is; empty when it takes one back. */
        public Optional<String> actingRun() {
            return Optional.of(ACT.matcher(intent)).filter(Matcher::matches).map(found -> found.group(1));
        }
    }

    /** Empty; the members make its tables. */
    Ledger() throws IOException {
        execute("postgres", "CREATE DATABASE " + database);
        this.proxy = new FaultProxy(server.getPort());
    }

    /** How members reach it. */
    String settings() {
        return settings(proxy.port());
    }

    /** How members reach it that have the proxy under another port. */
    String settings(int port) {
        return "ledger: {url: \"jdbc:postgresql://127.0.0.1:" + port + "/" + database + "\", user: postgres}\n";
    }

    /** Between the members and the server. */
    public FaultProxy proxy() {
        return proxy;
    }

    /** Every action, the first that was claimed first. */
    public List<Row> rows() {
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT intent_id, kind, state, member, claimed_ms, moved_ms FROM ledger_action ORDER BY claimed_ms")) {
            List<Row> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(new Row(
                        found.getString("intent_id"),
                        found.getString("kind"),
                        found.getString("state"),
                        found.getString("member"),
                        Instant.ofEpochMilli(found.getLong("claimed_ms")),
                        Instant.ofEpochMilli(found.getLong("moved_ms"))));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger cannot be read", e);
        }
    }

    /** The actions in a state. */
    public List<Row> rows(String state) {
        return rows().stream().filter(row -> row.state().equals(state)).toList();
    }

    /** Whoever moves an action to a state is held up in the server from now on, until the hold is closed. */
    public Hold holdBefore(String state) throws SQLException {
        return new Hold(state);
    }

    private Connection connection(String name) throws SQLException {
        return server.getDatabase("postgres", name).getConnection();
    }

    private void execute(String name, String sql) {
        try (Connection connection = connection(name);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }

    /** Holds up one kind of move. A process that is killed while it is held up leaves no move behind. */
    public final class Hold implements AutoCloseable {
        private static final int KEY = 7_203;

        private final Connection holder;

        private Hold(String state) throws SQLException {
            execute(
                    database,
                    "CREATE OR REPLACE FUNCTION held() RETURNS trigger LANGUAGE plpgsql AS"
                            + " 'BEGIN PERFORM pg_advisory_xact_lock(" + KEY + "); RETURN NEW; END'");
            execute(
                    database,
                    "CREATE OR REPLACE TRIGGER held BEFORE UPDATE ON ledger_action FOR EACH ROW WHEN (NEW.state = '"
                            + state + "') EXECUTE FUNCTION held()");
            holder = connection(database);
            try (Statement statement = holder.createStatement()) {
                statement.execute("SELECT pg_advisory_lock(" + KEY + ")");
            }
        }

        /** Waits until somebody is held up. */
        public void awaitSomebody() {
            await("somebody to be held up")
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(OFTEN)
                    .until(this::holds);
        }

        private boolean holds() throws SQLException {
            try (Statement statement = holder.createStatement();
                    ResultSet found = statement.executeQuery(
                            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")) {
                return found.next() && found.getInt(1) > 0;
            }
        }

        @Override
        public void close() throws SQLException {
            holder.close();
        }
    }
}
