// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import java.time.Duration;

/**
 * How the action ledger is reached on PostgreSQL.
 *
 * @param url JDBC address, {@code jdbc:postgresql://host:port/database}
 * @param user who connects
 * @param password the password; empty when the server asks for none
 * @param poolSize most connections
 * @param deadline how long an answer may take
 */
public record PostgresSettings(String url, String user, String password, int poolSize, Duration deadline) {
    @Override
    public String toString() {
        return url + " as " + user;
    }
}
