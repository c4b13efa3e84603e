// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.route;

import io.tocsin.runbooks.guard.GuardRails;
import java.util.Map;
import java.util.Optional;

/** The guards on the target, asked again where the action happens. */
final class GuardStep implements EdgeStep {
    @Override
    public void take(Walk walk, Map<String, String> parameters) throws Refusal {
        if (walk.reverting()) {
            return;
        }
        Optional<String> refusal = GuardRails.refusal(walk.runbook(), walk.run().target());
        if (refusal.isPresent()) {
            throw new Refusal(refusal.get());
        }
    }
}
