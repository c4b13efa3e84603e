// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.ledger;

import java.time.Clock;

class InMemoryLedgerTest extends LedgerContract {
    @Override
    protected ActionLedger open() {
        return new InMemoryLedger(Clock.systemUTC());
    }
}
