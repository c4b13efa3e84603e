// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;
import java.util.List;

/**
 * Tokens of one user in the last hour, beside what is normal for that user.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param tokens input and output tokens in the last 60 minutes
 * @param baselineTokens normal tokens of one hour, NaN while cold
 * @param timesBaseline {@code tokens / baselineTokens}, NaN while cold
 * @param historyHours hours since the first call of the user
 * @param historyRequests calls of the user before the last hour
 * @param usd spend in the last 60 minutes, US dollars
 * @param contributors the sessions and features behind it, largest first, at most 5
 * @param basis how the baseline was computed
 */
public record UserTokens(
        Scope scope,
        Instant at,
        Limits limits,
        double tokens,
        double baselineTokens,
        double timesBaseline,
        double historyHours,
        long historyRequests,
        double usd,
        List<Contributor> contributors,
        String basis)
        implements Fact {}
