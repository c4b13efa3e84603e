// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.ledger.Ownership;
import io.tocsin.pipeline.node.NodeParts;
import io.tocsin.pipeline.response.PageWriter;
import io.tocsin.pipeline.response.Receiver;
import io.tocsin.pipeline.response.Runbooks;
import io.tocsin.pipeline.store.Store;
import io.tocsin.pipeline.tenant.Routing;
import java.util.Map;

/**
 * What every engine of this process shares.
 *
 * @param ruleset rules, thresholds, prices and budgets
 * @param routing who hears of what
 * @param receivers the receivers by name
 * @param pages writes pages
 * @param runbooks the automations
 */
record EngineParts(
        Ruleset ruleset, Routing routing, Map<String, Receiver> receivers, PageWriter pages, Runbooks runbooks) {

    /** Copies the map. */
    EngineParts {
        receivers = Map.copyOf(receivers);
    }

    /** The parts of one engine. */
    NodeParts of(Store store, ActionLedger ledger, Ownership ownership) {
        return new NodeParts(
                store, ruleset.rulebase(), ruleset.policy(), routing, receivers, pages, runbooks, ledger, ownership);
    }
}
