// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.settings.LedgerSettings;
import io.tocsin.app.settings.Settings;
import io.tocsin.app.settings.bind.Secret;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.store.StoreException;
import io.tocsin.store.PostgresSettings;
import io.tocsin.store.SqlLedger;
import java.util.Optional;

/** The action ledger that the settings name. */
final class Ledgers {
    private static final String HINT = "Check ledger.url, ledger.user and ledger.password.";

    private Ledgers() {}

    /**
     * Opens it. A database server may be away: pages go on without it.
     *
     * @throws Failure if it refuses
     */
    static ActionLedger open(Settings settings) {
        Optional<PostgresSettings> postgres = postgres(settings.ledger());
        if (postgres.isEmpty()) {
            return SqlLedger.sqlite(settings.dataDir(), settings.ledger().deadline());
        }
        try {
            return SqlLedger.postgres(postgres.get());
        } catch (StoreException e) {
            throw new Failure(Exit.WRONG, String.valueOf(e.getMessage()), HINT);
        }
    }

    /**
     * Looks whether it answers; starts nothing and changes nothing.
     *
     * @throws Failure if it does not
     */
    static String look(Settings settings) {
        Optional<PostgresSettings> postgres = postgres(settings.ledger());
        if (postgres.isEmpty()) {
            return "SQLite in " + settings.dataDir() + ", for one node";
        }
        try {
            return SqlLedger.look(postgres.get());
        } catch (StoreException e) {
            throw new Failure(
                    Exit.WRONG, String.valueOf(e.getMessage()), "Without it people are paged and no automation runs.");
        }
    }

    private static Optional<PostgresSettings> postgres(LedgerSettings settings) {
        String password = settings.password().map(Secret::reveal).orElse("");
        return settings.url()
                .map(url ->
                        new PostgresSettings(url, settings.user(), password, settings.poolSize(), settings.deadline()));
    }
}
