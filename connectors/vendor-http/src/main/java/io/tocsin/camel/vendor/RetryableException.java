// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.vendor;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The same request may be accepted later: too many requests, an error at the vendor's end, no or no sensible answer. In the
 * last two cases the vendor may have done it all the same, so sending it again is harmless only where the vendor folds
 * equal requests into one: each component says whether its vendor does.
 */
public final class RetryableException extends VendorException {

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

    /** How long the vendor asked to wait; empty when it did not say. Never negative. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
