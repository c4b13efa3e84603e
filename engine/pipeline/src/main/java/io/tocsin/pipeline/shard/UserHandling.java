// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.fact.OffHoursUse;
import io.tocsin.model.fact.SensitiveUse;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.signal.Attribution;
import io.tocsin.pipeline.expectation.Expectations;
import io.tocsin.pipeline.expectation.WorkingHours;
import io.tocsin.pipeline.window.Counters;
import java.time.Instant;
import java.util.Map;

/**
 * What users do with data, and when: judged only for those of whom there is something to say, so that the many cost
 * nothing. Not thread-safe.
 */
final class UserHandling {
    private static final int HOUR = 60;

    private final Expectations expectations;
    private final Judge judge;

    UserHandling(Expectations expectations, Judge judge) {
        this.expectations = expectations;
        this.judge = judge;
    }

    void judge(UserState user, Instant at) {
        SensitiveTokens sensitive = user.sensitive;
        if (sensitive != null) {
            for (Map.Entry<String, Long> part : sensitive.today(at).entrySet()) {
                judge.judge(
                        user.scope,
                        at,
                        user.holds,
                        limits ->
                                new SensitiveUse(user.scope, at, limits, part.getKey(), part.getValue(), user.team()));
            }
        }
        hours(user, at);
    }

    private void hours(UserState user, Instant at) {
        Scope scope = user.scope;
        String team = user.team();
        Attribution who = new Attribution(team.isEmpty() ? null : team, scope.id(), null, null, null);
        WorkingHours written = expectations.workingHours(scope.tenant(), who).orElse(null);
        Hours hours = written == null ? Hours.learnt(user, at) : Hours.written(written, at);
        if (hours.minutesOutside > 0 || !user.holds.isEmpty()) {
            judge.judge(scope, at, user.holds, limits -> hours.fact(user, at, limits));
        }
    }

    /**
     * What is known of a user's hours.
     *
     * @param minutesOutside minutes for which it has been outside them; 0 within them
     * @param usualRatio share of comparable days with use at this hour, NaN with written hours or while learning
     * @param calendar whether they are written
     * @param basis where they come from
     */
    private record Hours(int minutesOutside, double usualRatio, boolean calendar, String basis) {

        static Hours written(WorkingHours written, Instant at) {
            return new Hours(written.minutesOutside(at, HOUR), Double.NaN, true, written.words());
        }

        /** An hour that is not usual has begun with the hour. */
        static Hours learnt(UserState user, Instant at) {
            UsualHours usual = user.usualHours(SpendWindow.hour(at));
            int minutes = (int) Math.floorMod(SpendWindow.minute(at), (long) HOUR) + 1;
            return new Hours(usual.unusual() ? minutes : 0, usual.ratio(), false, usual.basis());
        }

        Fact fact(UserState user, Instant at, Limits limits) {
            long now = SpendWindow.minute(at);
            long from = now - minutesOutside + 1;
            return new OffHoursUse(
                    user.scope,
                    at,
                    limits,
                    minutesOutside > 0,
                    user.spend.minutes.sum(Counters.REQUESTS, from, now),
                    user.spend.minutes.sum(Counters.TOKENS, from, now),
                    usualRatio,
                    calendar,
                    user.team(),
                    basis);
        }
    }
}
