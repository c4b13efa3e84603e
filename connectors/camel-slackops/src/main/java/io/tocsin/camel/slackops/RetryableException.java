// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The same message may be accepted later: too many requests, an error at Slack's end, no or no sensible answer. In the
 * last case Slack may have posted it all the same, and a second attempt shows it twice: Slack has no dedup key.
 */
public final class RetryableException extends SlackOpsException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    RetryableException(String message, int status, String code, @Nullable Duration retryAfter) {
        super(message, status, code);
        this.retryAfter = retryAfter;
    }

    RetryableException(String message, Throwable cause) {
        super(message, cause);
        this.retryAfter = null;
    }

    /** How long Slack asked to wait; empty when it did not say. Never negative. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
