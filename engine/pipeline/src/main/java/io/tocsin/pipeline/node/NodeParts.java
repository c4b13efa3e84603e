// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.ledger.Ownership;
import io.tocsin.pipeline.response.PageWriter;
import io.tocsin.pipeline.response.Receiver;
import io.tocsin.pipeline.response.Runbooks;
import io.tocsin.pipeline.shard.Policy;
import io.tocsin.pipeline.store.Store;
import io.tocsin.pipeline.tenant.Routing;
import io.tocsin.rulebase.Rulebase;
import java.util.Map;

/**
 * What a node is made of.
 *
 * @param store durable storage; the node closes it
 * @param rulebase the rules
 * @param policy thresholds, prices and budgets
 * @param routing who hears of what
 * @param receivers the receivers by name
 * @param pages writes pages
 * @param runbooks the automations
 * @param ledger claims what the automations do; outlives the node
 * @param ownership whether and as whom this node may act
 */
public record NodeParts(
        Store store,
        Rulebase rulebase,
        Policy policy,
        Routing routing,
        Map<String, Receiver> receivers,
        PageWriter pages,
        Runbooks runbooks,
        ActionLedger ledger,
        Ownership ownership) {

    /** Copies the map. */
    public NodeParts {
        receivers = Map.copyOf(receivers);
    }
}
