// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.node.LedgerProbe;
import java.time.Clock;

/**
 * An engine that was started, and what it was started with.
 *
 * @param engine the engine
 * @param ledger whether it can claim what its automations do
 * @param clock the clock it folds by
 */
record StartedEngine(Engine engine, LedgerProbe ledger, Clock clock) {}
