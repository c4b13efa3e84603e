// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

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
 */
public record NodeParts(
        Store store,
        Rulebase rulebase,
        Policy policy,
        Routing routing,
        Map<String, Receiver> receivers,
        PageWriter pages,
        Runbooks runbooks) {

    /** Copies the map. */
    public NodeParts {
        receivers = Map.copyOf(receivers);
    }
}
