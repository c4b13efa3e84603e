// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.route;

import java.util.Map;

/** Collects the absolute value of a decision flag for the engine to apply. */
final class FlagStep implements EdgeStep {
    @Override
    public void take(Walk walk, Map<String, String> parameters) {
        walk.effect(walk.fill(parameters.getOrDefault("flag", "")), walk.fill(parameters.getOrDefault("value", "")));
    }
}
