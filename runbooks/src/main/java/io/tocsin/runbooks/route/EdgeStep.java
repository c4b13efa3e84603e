// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.route;

import java.util.Map;

/** What the edge does at one endpoint of a route. Implementations hold no state. */
@FunctionalInterface
interface EdgeStep {
    /**
     * Checks something or collects an effect.
     *
     * @throws Refusal if the walk must end here
     */
    void take(Walk walk, Map<String, String> parameters) throws Refusal;
}
