// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.noise;

import java.util.List;

/**
 * What one rule has made people hear.
 *
 * @param rule id of the rule
 * @param severity of its latest alert
 * @param alerts alerts about which somebody was told
 * @param pages times somebody was told that it fires or still does
 * @param untaken alerts that were over before anybody took them
 * @param withoutAction alerts that somebody took and about which no automation did anything
 * @param duplicates alerts that came back within an hour of the end of the one before on the same scope
 * @param nightPages pages between 22:00 and 07:00
 * @param score share of its alerts that were untaken, without action or duplicates, 0 to 1
 * @param proposals what to change, one sentence each; empty when there is nothing to say or too little to go by
 */
public record RuleNoise(
        String rule,
        String severity,
        long alerts,
        long pages,
        long untaken,
        long withoutAction,
        long duplicates,
        long nightPages,
        double score,
        List<String> proposals) {

    /** Copies the list. */
    public RuleNoise {
        proposals = List.copyOf(proposals);
    }
}
