// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * One call of a model, with what its session and the price book add to it.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param callId id of the call
 * @param provider the provider
 * @param model the model
 * @param family the model family, such as {@code opus}
 * @param tier {@code small}, {@code medium}, {@code large}, or empty when the model is unknown
 * @param team team or empty
 * @param feature feature or empty
 * @param user user or empty
 * @param session session or empty
 * @param contextTokens all input of the request, cache included
 * @param outputTokens tokens generated
 * @param contextUse share of the model's context window used, 0 to 1
 * @param sessionGrowth context of this call over that of the first call of its session, NaN without a session
 * @param timesUsual context of this call over the largest usual ones of its feature (all but one in a hundred, on the days
 *     before, of users that share a shard), NaN while these are learnt or without a feature
 * @param usd what it cost, US dollars
 * @param priced whether the model is in the price book
 * @param status HTTP status, 0 when not told
 * @param stopReason the stop reason or empty
 * @param errorType the error type or empty
 * @param refused whether the answer was a refusal
 * @param insecure whether an evaluator found generated code vulnerable
 * @param latencySeconds wall time in seconds, NaN when not told
 * @param quality score of an evaluator, NaN when not scored
 * @param complexity the caller's estimate, 0 to 10, NaN when not told
 * @param region where it was processed, or empty
 * @param dataClass class of the data, or empty
 * @param regionForbidden whether its data class may not be processed in its region
 * @param allowedRegions where its data class may be processed, as the operator wrote it; empty for anywhere
 */
public record CallFact(
        Scope scope,
        Instant at,
        Limits limits,
        String callId,
        String provider,
        String model,
        String family,
        String tier,
        String team,
        String feature,
        String user,
        String session,
        long contextTokens,
        long outputTokens,
        double contextUse,
        double sessionGrowth,
        double timesUsual,
        double usd,
        boolean priced,
        int status,
        String stopReason,
        String errorType,
        boolean refused,
        boolean insecure,
        double latencySeconds,
        double quality,
        double complexity,
        String region,
        String dataClass,
        boolean regionForbidden,
        String allowedRegions)
        implements Fact {

    /** The model while nobody knows its price, so that a second unknown model is another problem; else empty. */
    @Override
    public String facet() {
        return priced ? "" : model;
    }
}
