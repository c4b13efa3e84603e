// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.testing;

import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.CallResult;
import io.tocsin.model.signal.Cost;
import io.tocsin.model.signal.CostSource;
import io.tocsin.model.signal.Handling;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.TokenUsage;
import java.time.Instant;

/** Calls for tests: one user, team and feature unless said otherwise. */
public final class Calls {
    private static long next;

    private Calls() {}

    /** A call of team search that cost so much. */
    public static LlmCall of(Instant at, double usd) {
        return of("call-" + ++next, at, "anna", "search", "session-1", usd);
    }

    /** Any call. */
    public static LlmCall of(String id, Instant at, String user, String team, String session, double usd) {
        return new LlmCall(
                new Origin(id, at, "gateway", "default"),
                new Attribution(team, user, "search-ui", session, null),
                "anthropic",
                "claude-opus-5",
                TokenUsage.of(1000, 100),
                Cost.ofUsd(usd, CostSource.REPORTED),
                CallResult.OK,
                Handling.DEFAULT);
    }

    /** The same call of another tenant. */
    public static LlmCall ofTenant(String tenant, LlmCall call) {
        Origin origin = call.origin();
        return new LlmCall(
                new Origin(origin.id(), origin.at(), origin.source(), tenant),
                call.who(),
                call.provider(),
                call.model(),
                call.tokens(),
                call.cost(),
                call.result(),
                call.handling());
    }

    /** The same call with another context size. */
    public static LlmCall withInput(LlmCall call, long inputTokens) {
        return new LlmCall(
                call.origin(),
                call.who(),
                call.provider(),
                call.model(),
                TokenUsage.of(inputTokens, 100),
                call.cost(),
                call.result(),
                call.handling());
    }
}
