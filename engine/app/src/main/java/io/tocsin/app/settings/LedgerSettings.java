// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings;

import static io.tocsin.app.settings.bind.InvalidSetting.unless;

import io.tocsin.app.settings.bind.InvalidSetting;
import io.tocsin.app.settings.bind.Secret;
import io.tocsin.app.settings.bind.Setting;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Where actions are claimed.
 *
 * @param url JDBC address of the database; without it SQLite beside the log
 * @param user who connects
 * @param password the password, if the server asks for one
 * @param poolSize most connections
 * @param deadline how long an answer may take
 */
public record LedgerSettings(
        @Setting(
                "Database in which automations are claimed, jdbc:postgresql://host:5432/database. Without it: ledger.db"
                        + " in data-dir, which serves one node.")
        Optional<String> url,

        @Setting(value = "Who connects to the database.", fallback = "tocsin")
        String user,

        @Setting("Password of the user, if the server asks for one.")
        Optional<Secret> password,

        @Setting(value = "Most connections to the database, 1 to 50.", fallback = "4")
        int poolSize,

        @Setting(
                value =
                        "How long an answer may take, 100ms to 10s. After that automations do not run; pages do not wait"
                                + " for it.",
                fallback = "2s")
        Duration deadline) {

    private static final String POSTGRESQL = "jdbc:postgresql://";
    private static final int MAX_POOL = 50;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** @throws InvalidSetting if a value is out of range, or the address holds a secret or another kind of database */
    public LedgerSettings {
        url.ifPresent(LedgerSettings::address);
        unless(poolSize >= 1 && poolSize <= MAX_POOL, "pool-size", "must lie in 1.." + MAX_POOL + ", was " + poolSize);
        unless(
                deadline.compareTo(SHORTEST) >= 0 && deadline.compareTo(LONGEST) <= 0,
                "deadline",
                "must lie in 100ms..10s, was " + deadline.toMillis() + "ms");
        unless(url.isPresent() || password.isEmpty(), "password", "needs ledger.url: SQLite has no password");
    }

    /** What is wrong is not repeated, because it may hold a password. */
    private static void address(String url) {
        unless(
                url.startsWith(POSTGRESQL) && url.length() > POSTGRESQL.length(),
                "url",
                "must be jdbc:postgresql://host:5432/database");
        String lower = url.toLowerCase(Locale.ROOT);
        unless(
                !lower.contains("password=") && !lower.contains("user=") && !lower.contains("@"),
                "url",
                "must not name who connects; use ledger.user and ledger.password");
    }
}
