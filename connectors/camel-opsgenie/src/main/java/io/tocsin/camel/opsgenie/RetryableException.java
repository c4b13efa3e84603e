// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The same request may be accepted later: too many requests, a server error, no or no sensible answer. Sending it again
 * is harmless, because Opsgenie folds requests with the same alias into one alert.
 */
public final class RetryableException extends OpsgenieException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    RetryableException(String message, int status, @Nullable Duration retryAfter) {
        super(message, status);
        this.retryAfter = retryAfter;
    }

    RetryableException(String message, Throwable cause) {
        super(message, cause);
        this.retryAfter = null;
    }

    /** How long Opsgenie asked to wait; empty when it did not say. Never negative. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
