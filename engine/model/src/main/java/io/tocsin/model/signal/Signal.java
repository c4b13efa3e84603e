// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

import java.time.Instant;

/**
 * One observation, normalised at the door: immutable, without prompt or completion text.
 *
 * <p>The cases are closed. {@link #match} makes every reader handle all of them, so that a new case stops every
 * caller compiling.
 */
public sealed interface Signal
        permits LlmCall, RateLimit, MetricPoint, ExternalAlert, ProviderStatus, Change, Outcome, Feedback, Heartbeat {

    /** Where it comes from. */
    Origin origin();

    /** On whose behalf it happened. */
    Attribution who();

    /** The case handled by the matching function. */
    <T> T match(Cases<T> cases);

    /** Identity for dedup. */
    default String id() {
        return origin().id();
    }

    /** Event time. */
    default Instant at() {
        return origin().at();
    }

    /** The tenant it belongs to. */
    default String tenant() {
        return origin().tenant();
    }

    /**
     * One function per kind of signal.
     *
     * @param <T> what each answers
     */
    interface Cases<T> {
        T call(LlmCall call);

        T rateLimit(RateLimit rateLimit);

        T metric(MetricPoint metric);

        T externalAlert(ExternalAlert alert);

        T providerStatus(ProviderStatus status);

        T change(Change change);

        T outcome(Outcome outcome);

        T feedback(Feedback feedback);

        T heartbeat(Heartbeat heartbeat);
    }
}
