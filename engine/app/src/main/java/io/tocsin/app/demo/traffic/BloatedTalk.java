// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo.traffic;

import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.CallResult;
import io.tocsin.model.signal.Handling;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.TokenUsage;
import io.tocsin.pipeline.pricing.PriceBook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One conversation with the support bot that pastes every answer into the next question. */
final class BloatedTalk {
    private static final int[] CONTEXT_TOKENS = {8_600, 14_000, 20_500, 28_000, 36_500, 44_500, 54_000, 58_500};
    private static final Duration PAUSE = Duration.ofSeconds(38);
    private static final double SPREAD = 0.03;
    private static final int OUTPUT_TOKENS = 900;
    private static final double CACHED = 0.4;
    private static final double SECONDS = 7;
    private static final double QUALITY = 0.74;

    private BloatedTalk() {}

    /** Its calls, in order. */
    static List<LlmCall> calls(Dice dice, Instant from, PriceBook prices) {
        App app = Company.SUPPORT_BOT;
        Attribution who = new Attribution(
                app.team(), null, app.feature(), app.feature() + "/" + dice.hex(), Company.WORKSPACE);
        List<LlmCall> calls = new ArrayList<>();
        for (int turn = 0; turn < CONTEXT_TOKENS.length; turn++) {
            int context = (int) dice.around(CONTEXT_TOKENS[turn], SPREAD);
            TokenUsage tokens = AppTraffic.tokens(context, (int) dice.around(OUTPUT_TOKENS, SPREAD), CACHED);
            Instant at = from.plus(PAUSE.multipliedBy(turn));
            calls.add(new LlmCall(
                    new Origin(app.feature() + "-loop-" + turn, at, AppTraffic.SOURCE, Company.TENANT),
                    who,
                    Company.PROVIDER,
                    app.manner().model(),
                    tokens,
                    prices.price(app.manner().model(), tokens, Handling.DEFAULT, at),
                    new CallResult(200, "end_turn", null, dice.around(SECONDS, SPREAD), QUALITY, false, false),
                    Handling.DEFAULT));
        }
        return calls;
    }
}
