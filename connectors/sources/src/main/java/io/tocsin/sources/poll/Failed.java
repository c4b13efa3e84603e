// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.poll;

import java.time.Duration;

/** A round that ended without an answer that could be taken. The message holds no address, no header and no content. */
final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    Failed(String reason) {
        this(reason, Duration.ZERO);
    }

    /** @param retryAfter how long the provider asked to be left alone; zero when it did not */
    Failed(String reason, Duration retryAfter) {
        super(reason);
        this.retryAfter = retryAfter;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
