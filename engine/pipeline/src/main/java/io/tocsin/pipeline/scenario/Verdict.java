// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.scenario;

import java.util.List;

/**
 * How one scenario went.
 *
 * @param scenario the scenario
 * @param differences what was not as expected, one line each; empty when it passed
 * @param nearMisses why a rule did not state what it should, one line each; may be empty
 * @param seconds how long it took
 */
public record Verdict(Scenario scenario, List<String> differences, List<String> nearMisses, double seconds) {

    /** Copies the lists. */
    public Verdict {
        differences = List.copyOf(differences);
        nearMisses = List.copyOf(nearMisses);
    }

    /** Whether everything was as expected. */
    public boolean passed() {
        return differences.isEmpty();
    }
}
