// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.settings.Settings;
import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.ledger.SoleOwner;
import io.tocsin.pipeline.node.LedgerProbe;
import io.tocsin.pipeline.node.LiveEngine;
import io.tocsin.pipeline.store.Store;
import io.tocsin.store.SqliteStore;
import java.time.Clock;

/** Starts the engine of a node that is on its own: one engine over all shards. */
final class SoleAssembly {
    private static final String MEMBER = "node";

    private SoleAssembly() {}

    /** Starts it; {@code kept} closes it and its ledger. */
    static StartedEngine start(Settings settings, EngineParts parts, Clock clock, Kept kept) {
        Store store =
                SqliteStore.open(settings.dataDir(), settings.maxDataSize().bytes());
        try {
            ActionLedger ledger = kept.keep(Ledgers.open(settings));
            LiveEngine engine = kept.keep(LiveEngine.start(
                    parts.of(store, ledger, new SoleOwner(ledger, MEMBER)), clock, settings.workers()));
            return new StartedEngine(engine, ledger, kept.keep(LedgerProbe.start(ledger, clock, MEMBER)), clock);
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }
}
