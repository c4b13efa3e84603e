// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * How the calls of a feature ended over the last hour, as shares.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param provider the provider that answered most of the calls, or empty
 * @param requests calls in the window
 * @param errorRatio share that failed, 0 to 1
 * @param errorRise {@code errorRatio} less that of the hour before, in points of 0 to 1; NaN while cold
 * @param refusalRatio share refused, 0 to 1
 * @param refusalTimesBaseline {@code refusalRatio} over the normal share, NaN while cold
 * @param truncatedRatio share cut off by the output limit, 0 to 1
 * @param garbageRatio share that succeeded with a score under 0.3, 0 to 1
 * @param basis how the baseline was computed
 */
public record TrafficWindow(
        Scope scope,
        Instant at,
        Limits limits,
        String provider,
        long requests,
        double errorRatio,
        double errorRise,
        double refusalRatio,
        double refusalTimesBaseline,
        double truncatedRatio,
        double garbageRatio,
        String basis)
        implements Fact {

    /** A window whose provider is not known. */
    public TrafficWindow(
            Scope scope,
            Instant at,
            Limits limits,
            long requests,
            double errorRatio,
            double errorRise,
            double refusalRatio,
            double refusalTimesBaseline,
            double truncatedRatio,
            double garbageRatio,
            String basis) {
        this(
                scope,
                at,
                limits,
                "",
                requests,
                errorRatio,
                errorRise,
                refusalRatio,
                refusalTimesBaseline,
                truncatedRatio,
                garbageRatio,
                basis);
    }
}
