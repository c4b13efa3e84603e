// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.node.LedgerProbe;
import java.time.Clock;

/**
 * An engine that was started, and what it was started with.
 *
 * @param engine the engine
 * @param ledger claims what its automations do
 * @param reach whether the ledger can be reached
 * @param clock the clock it folds by
 */
record StartedEngine(Engine engine, ActionLedger ledger, LedgerProbe reach, Clock clock) {}
