// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.route;

import io.tocsin.pipeline.response.RunbookDescriptor;
import java.util.Map;

/** Collects a call at a named target for the engine to make. */
final class CallStep implements EdgeStep {
    @Override
    public void take(Walk walk, Map<String, String> parameters) {
        String action = parameters.getOrDefault(walk.reverting() ? "inverse" : "action", "");
        if (!action.equals(RunbookDescriptor.NO_INVERSE)) {
            walk.call(parameters.getOrDefault("target", ""), parameters.getOrDefault("kind", ""), action);
        }
    }
}
