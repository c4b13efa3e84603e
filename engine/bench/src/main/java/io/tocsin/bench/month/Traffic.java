// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import io.tocsin.bench.month.Trace.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** The ordinary calls of the company: sessions that begin by chance, of users of whom few do most. Not thread-safe. */
final class Traffic {
    private static final double RANK = 1.05;
    private static final double ERRORS = 0.004;
    private static final double REFUSALS = 0.006;
    private static final int MOST_TURNS = 120;
    private static final long LEAST_CONTEXT = 40;

    private final Calendar calendar;
    private final Trace trace;
    private final Sessions sessions;
    private final Dice dice;
    private final Map<Feature, double[]> ranks = new HashMap<>();
    private final PriorityQueue<Call> waiting = new PriorityQueue<>(Comparator.comparing((Call call) -> call.at)
            .thenComparing(call -> call.session)
            .thenComparing(call -> call.context));

    Traffic(Calendar calendar, Trace trace, Sessions sessions, Dice dice) {
        this.calendar = calendar;
        this.trace = trace;
        this.sessions = sessions;
        this.dice = dice;
    }

    /** Begins the sessions of a minute. */
    void minute(Instant minute) {
        for (Feature feature : calendar.features(minute)) {
            double expected = feature.sessionsPerHour() / 60 * calendar.share(feature, minute);
            for (int left = dice.poisson(expected); left > 0; left--) {
                session(feature, minute.plusSeconds(dice.below(60)));
            }
        }
    }

    private void session(Feature feature, Instant from) {
        String user =
                feature.user(dice.ranked(ranks.computeIfAbsent(feature, any -> Dice.ranks(feature.users(), RANK))));
        String session = sessions.next(feature);
        long turns = Math.max(1, Math.min(MOST_TURNS, Math.round(feature.turns() * dice.skewed(feature.turnSpread()))));
        double context = dice.of(trace.sizes()).context() * feature.scale();
        Instant at = from;
        for (long turn = 0; turn < turns; turn++) {
            Size size = dice.of(trace.sizes());
            waiting.add(call(at, feature, user, session, Math.round(context), size.generated()));
            context += size.generated() + feature.grows() * dice.skewed(0.8);
            at = at.plusSeconds(2 + Math.round(feature.pause() * dice.skewed(0.7)));
        }
    }

    /** A call as it usually goes. */
    Call call(Instant at, Feature feature, String user, String session, long context, long output) {
        Call call = new Call(at, feature, user, session, Math.max(LEAST_CONTEXT, context), Math.max(1, output));
        double pace =
                feature.model().equals(Company.HAIKU) ? 0.8 : feature.model().equals(Company.SONNET) ? 2 : 4;
        call.latency = pace * dice.skewed(0.35) + output * 0.012;
        if (dice.chance(feature.scored())) {
            call.quality = Math.max(0, Math.min(1, 0.84 + 0.1 * dice.normal()));
        }
        call.refused = dice.chance(REFUSALS);
        Calendar.fail(call, 500, "api_error", ERRORS, dice);
        calendar.touch(call, dice);
        return call;
    }

    /** The calls that are due until before a moment. */
    List<Call> until(Instant to) {
        List<Call> due = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.peek().at.isBefore(to)) {
            due.add(waiting.poll());
        }
        return due;
    }
}
