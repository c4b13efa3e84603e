// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo.traffic;

import io.tocsin.app.demo.traffic.App.Audience;
import io.tocsin.app.demo.traffic.App.Manner;
import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.CallResult;
import io.tocsin.model.signal.Handling;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.TokenUsage;
import io.tocsin.pipeline.pricing.PriceBook;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one application. Failures and refusals are spread evenly, as on a day without an incident. Not
 * thread-safe.
 */
final class AppTraffic {
    static final String SOURCE = "llm-gateway";
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double HALF_DAY = 12;
    private static final int QUIETEST_HOUR = 3;
    private static final int OPEN_TALKS = 6;
    private static final int LONGEST = 3;
    private static final int NANOS_PER_MICRO = 1000;
    private static final int MICROS = 1_000_000;
    private static final double SPREAD = 0.08;
    private static final double WRITTEN_TO_CACHE = 0.1;
    private static final double SCORED = 0.2;
    private static final int FAILS_EVERY = 211;
    private static final int REFUSED_EVERY = 487;

    private final App app;
    private final Dice dice;
    private final PriceBook prices;
    private final List<Talk> talks = new ArrayList<>();
    private long calls;

    AppTraffic(App app, Dice dice, PriceBook prices) {
        this.app = app;
        this.dice = dice;
        this.prices = prices;
    }

    /** The calls of one second, in no particular order. */
    List<Signal> during(Instant second, String feature, Manner manner) {
        int hour = second.atOffset(ZoneOffset.UTC).getHour();
        int count = dice.poisson(app.callsPerHour() * shape(hour) / SECONDS_PER_HOUR);
        List<Signal> signals = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Instant at = second.plusNanos((long) dice.below(MICROS) * NANOS_PER_MICRO);
            signals.add(call(at, hour, feature, manner));
        }
        return signals;
    }

    private double shape(int hour) {
        return 1 - app.nightDip() * StrictMath.cos((hour - QUIETEST_HOUR) * StrictMath.PI / HALF_DAY);
    }

    private LlmCall call(Instant at, int hour, String feature, Manner manner) {
        Talk talk = talk(hour);
        int context = (int) dice.around(manner.contextTokens() + talk.nextTurn() * (double) manner.growthTokens(), SPREAD);
        int output = (int) dice.skewed(manner.outputTokens(), SPREAD * 4);
        calls++;
        boolean failed = calls % FAILS_EVERY == 0;
        boolean refused = calls % REFUSED_EVERY == 0;
        TokenUsage tokens = failed ? TokenUsage.NONE : tokens(context, refused ? 20 : output, manner.cachedRatio());
        return new LlmCall(
                new Origin(app.feature() + "-" + calls, at, SOURCE, Company.TENANT),
                new Attribution(app.team(), talk.user, feature, talk.session, Company.WORKSPACE),
                Company.PROVIDER,
                manner.model(),
                tokens,
                prices.price(manner.model(), tokens, Handling.DEFAULT, at),
                failed ? failure() : result(manner, refused),
                Handling.DEFAULT);
    }

    static TokenUsage tokens(int context, int output, double cachedRatio) {
        long cached = (long) (context * cachedRatio);
        long written = cachedRatio == 0 ? 0 : (long) ((context - cached) * WRITTEN_TO_CACHE);
        return new TokenUsage(context - cached - written, cached, written, 0, output);
    }

    private CallResult result(Manner manner, boolean refused) {
        double quality = dice.chance(SCORED) && !refused ? Math.min(1, dice.around(manner.quality(), SPREAD)) : Double.NaN;
        double seconds = dice.skewed(manner.seconds(), SPREAD * 5);
        return new CallResult(200, refused ? "refusal" : "end_turn", null, seconds, quality, false, false);
    }

    private static CallResult failure() {
        return new CallResult(529, null, "overloaded_error", 1.0, Double.NaN, false, false);
    }

    /** A conversation to go on with; ended ones make room for new ones, and nobody works longer than a shift. */
    private Talk talk(int hour) {
        int shift = app.who() == Audience.STAFF ? Company.shift(hour) : 0;
        if (talks.size() >= OPEN_TALKS) {
            Talk open = talks.get(dice.below(OPEN_TALKS));
            boolean over = open.shift != shift || open.turns() >= app.turns() * LONGEST;
            if (!over && !dice.chance(1.0 / app.turns())) {
                return open;
            }
            talks.remove(open);
        }
        Talk fresh = new Talk(app.feature() + "/" + dice.hex(), user(shift), shift);
        talks.add(fresh);
        return fresh;
    }

    private @Nullable String user(int shift) {
        return switch (app.who()) {
            case PUBLIC -> null;
            case JOB -> "svc-" + app.feature();
            case STAFF -> Company.employee(app, shift, dice.below(Integer.MAX_VALUE));
        };
    }
}
