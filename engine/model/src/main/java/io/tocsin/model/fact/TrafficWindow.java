// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * How the calls of a feature ended, as shares: over the last hour, and for what must be told sooner over 15 minutes.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param provider the provider that answered most of the calls, or empty
 * @param requests calls in the window
 * @param errors calls that failed
 * @param errorRatio share that failed, 0 to 1
 * @param errorRise {@code errorRatio} less that of the hour before, in points of 0 to 1; NaN while cold
 * @param errorRiseNow share that failed in the last 5 minutes less that of the hour before, in points of 0 to 1: whether it
 *     goes on; NaN while cold or without calls
 * @param refusals calls refused
 * @param refusalRatio share refused, 0 to 1
 * @param refusalTimesBaseline {@code refusalRatio} over the normal share, NaN while cold
 * @param recentRequests calls in the last 15 minutes
 * @param truncatedRatio share of those that was cut off by the output limit, 0 to 1
 * @param garbageRatio share of those that succeeded with a score under 0.3 or no output at all, 0 to 1
 * @param basis how the baseline was computed
 */
public record TrafficWindow(
        Scope scope,
        Instant at,
        Limits limits,
        String provider,
        long requests,
        long errors,
        double errorRatio,
        double errorRise,
        double errorRiseNow,
        long refusals,
        double refusalRatio,
        double refusalTimesBaseline,
        long recentRequests,
        double truncatedRatio,
        double garbageRatio,
        String basis)
        implements Fact {}
