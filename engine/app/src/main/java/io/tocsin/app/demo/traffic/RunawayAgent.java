// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo.traffic;

import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.CallResult;
import io.tocsin.model.signal.Handling;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.TokenUsage;
import io.tocsin.pipeline.pricing.PriceBook;
import java.time.Instant;

/** An agent of a growing session that asks itself again and again: every call succeeds and costs money. Not thread-safe. */
public final class RunawayAgent {
    /** The session that runs away. */
    public static final String SESSION = "copy-agent/run-1";

    private static final int FIRST_CONTEXT = 24_000;
    private static final int GROWTH = 700;
    private static final int LARGEST_CONTEXT = 48_000;
    private static final int OUTPUT_TOKENS = 5_000;
    private static final double SECONDS = 12;

    private final PriceBook prices;
    private int calls;

    public RunawayAgent(PriceBook prices) {
        this.prices = prices;
    }

    /** Its next call. */
    public LlmCall next(Instant at) {
        int context = Math.min(LARGEST_CONTEXT, FIRST_CONTEXT + calls * GROWTH);
        calls++;
        TokenUsage tokens = AppTraffic.tokens(context, OUTPUT_TOKENS, 0);
        return new LlmCall(
                new Origin("agent-" + calls, at, AppTraffic.SOURCE, Company.TENANT),
                new Attribution("growth", null, "copy-agent", SESSION, Company.WORKSPACE),
                Company.PROVIDER,
                Company.LARGE,
                tokens,
                prices.price(Company.LARGE, tokens, Handling.DEFAULT, at),
                new CallResult(200, "end_turn", null, SECONDS, Double.NaN, false, false),
                Handling.DEFAULT);
    }
}
