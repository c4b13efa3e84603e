// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.route;

import io.tocsin.model.decision.Flag;
import java.util.Map;

/**
 * A flag belongs to one decision at a time: what another one set is neither overwritten nor cleared, and what has the
 * value already needs no action. A walk that is repeated finds its own decision and passes.
 */
final class UnclaimedStep implements EdgeStep {
    @Override
    public void take(Walk walk, Map<String, String> parameters) throws Refusal {
        String key = walk.fill(parameters.getOrDefault("flag", ""));
        Flag flag = walk.surroundings().flag(walk.run().target().tenant(), key).orElse(null);
        if (flag == null) {
            return;
        }
        String holder = flag.metadata().getOrDefault("decisionId", "");
        if (!holder.isEmpty() && !holder.equals(walk.run().id())) {
            throw new Refusal(
                    "pre-flight: %s is %s by decision %s, which is not touched".formatted(key, flag.value(), holder));
        }
        boolean pointless = holder.isEmpty() && flag.value().equals(walk.fill(parameters.getOrDefault("value", "")));
        if (pointless && !walk.reverting()) {
            throw new Refusal("pre-flight: %s is %s already, there is nothing to change".formatted(key, flag.value()));
        }
    }
}
