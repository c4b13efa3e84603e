// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * One session as it stands: the success path on which a runaway loop burns money.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param feature feature or empty
 * @param user user or empty
 * @param model model of the last call
 * @param requests calls so far
 * @param requestsPerMinute calls in the last 60 s
 * @param growthStreak successive calls whose context grew
 * @param growthTimes context of the last call over that of the first
 * @param contextTokens context of the last call
 * @param usd cost of the session so far, US dollars
 * @param usdPerHour spend of the last 5 minutes, as a rate in US dollars per hour
 * @param silentSeconds seconds since the last call
 */
public record SessionFact(
        Scope scope,
        Instant at,
        Limits limits,
        String feature,
        String user,
        String model,
        long requests,
        double requestsPerMinute,
        long growthStreak,
        double growthTimes,
        long contextTokens,
        double usd,
        double usdPerHour,
        double silentSeconds)
        implements Fact {}
