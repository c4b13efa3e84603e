// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL server of this process on a free port of the loopback interface. */
final class PostgresServer implements AutoCloseable {
    private static final int CONNECTIONS = 4;

    private final EmbeddedPostgres postgres;

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static PostgresServer start() throws IOException {
        return new PostgresServer(EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start());
    }

    int port() {
        return postgres.getPort();
    }

    PostgresSettings settings(Duration deadline) {
        return settings(port(), deadline);
    }

    /** The settings of whoever reaches the server through another port. */
    static PostgresSettings settings(int port, Duration deadline) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        return new PostgresSettings(url, "postgres", "", CONNECTIONS, deadline);
    }

    Connection connect() throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }

    /** Removes every table. */
    void wipe() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE");
            statement.execute("CREATE SCHEMA public");
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
