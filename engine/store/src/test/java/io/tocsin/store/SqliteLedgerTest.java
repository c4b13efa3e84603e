// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.ledger.Claim;
import io.tocsin.pipeline.ledger.LedgerContract;
import io.tocsin.pipeline.ledger.Owner;
import io.tocsin.pipeline.ledger.Planned;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest extends LedgerContract {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @TempDir
    private Path dataDir;

    @Override
    protected ActionLedger open() {
        return SqlLedger.sqlite(dataDir, DEADLINE);
    }

    @Test
    void remembersClaimsAndFencesOverARestart() {
        // Given
        Planned planned = new Planned("key", "run.key.ACT", "downgrade", "once", "default");
        Owner old;
        try (ActionLedger ledger = SqlLedger.sqlite(dataDir.resolve("."), DEADLINE)) {
            old = ledger.own(0, "node");
            ledger.claim(planned, old);
        }

        // When
        try (ActionLedger ledger = SqlLedger.sqlite(dataDir.resolve("."), DEADLINE)) {
            Owner owner = ledger.own(0, "node");

            // Then
            assertThat(owner.fence()).isGreaterThan(old.fence());
            assertThat(ledger.claim(planned, owner)).isInstanceOf(Claim.Known.class);
        }
    }
}
