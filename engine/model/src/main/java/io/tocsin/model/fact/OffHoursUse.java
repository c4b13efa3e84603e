// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.fact;

import io.tocsin.model.scope.Scope;
import java.time.Instant;

/**
 * What a user does outside normal hours, which are written down or learnt.
 *
 * @param scope whom it is about
 * @param at log time of the evaluation
 * @param limits the limits that bind the scope
 * @param outside whether it is outside the user's normal hours now; false while they are not known
 * @param requests calls since these hours began, at most of the last 60 minutes; 0 inside normal hours
 * @param tokens input and output tokens of those calls
 * @param usualRatio share of comparable past days on which the user called at this hour; NaN with written hours or while
 *     the hours are still learnt
 * @param calendar whether the hours are written down
 * @param team team of the user's last call, or empty
 * @param basis where the normal hours come from
 */
public record OffHoursUse(
        Scope scope,
        Instant at,
        Limits limits,
        boolean outside,
        long requests,
        long tokens,
        double usualRatio,
        boolean calendar,
        String team,
        String basis)
        implements Fact {}
