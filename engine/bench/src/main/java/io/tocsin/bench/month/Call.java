// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.CallResult;
import io.tocsin.model.signal.Cost;
import io.tocsin.model.signal.Handling;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.TokenUsage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One call in the making; troubles change it before it is sent. Not thread-safe. */
final class Call {
    private static final int OK = 200;

    final Instant at;
    final Feature feature;
    final String user;
    final String session;
    String model;
    String region;
    long context;
    long output;
    double latency;
    double quality = Double.NaN;
    boolean refused;
    int status = OK;

    @Nullable String errorType;

    /** The trouble it is part of; null for an ordinary call. */
    @Nullable Incident incident;

    Call(Instant at, Feature feature, String user, String session, long context, long output) {
        this.at = at;
        this.feature = feature;
        this.user = user;
        this.session = session;
        this.model = feature.model();
        this.region = feature.region();
        this.context = context;
        this.output = output;
    }

    /** The call as a gateway reports it. */
    LlmCall signal(String id) {
        boolean failed = status != OK;
        String stop = failed ? null : refused ? "refusal" : "end_turn";
        return new LlmCall(
                new Origin(id, at, feature.source(), "default"),
                new Attribution(feature.team(), user, feature.name(), session, Company.WORKSPACE),
                Company.PROVIDER,
                model,
                failed ? TokenUsage.NONE : TokenUsage.of(context, output),
                Cost.NONE,
                new CallResult(status, stop, errorType, latency, failed ? Double.NaN : quality, false, false),
                new Handling(
                        feature.shape() == Shape.NIGHTLY ? "batch" : null,
                        null,
                        Double.NaN,
                        feature.shape() != Shape.NIGHTLY,
                        region,
                        feature.dataClass().isEmpty() ? null : feature.dataClass(),
                        null));
    }
}
