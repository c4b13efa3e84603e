// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * Quality of one feature over the last hour.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param meanQuality mean score, 0 to 1, NaN when nothing was scored
 * @param baselineQuality normal mean score, NaN while cold
 * @param dropRatio {@code 1 - meanQuality / baselineQuality}, NaN while cold
 * @param scored calls scored in the window
 * @param topModel the model that answered most of them, or empty
 * @param basis how the baseline was computed
 */
public record QualityWindow(
        Scope scope,
        Instant at,
        Limits limits,
        double meanQuality,
        double baselineQuality,
        double dropRatio,
        long scored,
        String topModel,
        String basis)
        implements Fact {}
