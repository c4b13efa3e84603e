// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.ledger.ActionLedger;
import java.time.Clock;

/**
 * An engine that was started, and what it was started with.
 *
 * @param engine the engine
 * @param ledger claims what its automations do
 * @param clock the clock it folds by
 * @param member the name under which it acts
 */
record StartedEngine(Engine engine, ActionLedger ledger, Clock clock, String member) {}
