// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.response;

import java.time.Duration;
import java.util.Optional;

/** What the outside world answered. */
public sealed interface Delivery {

    /** The case handled by the matching function. */
    <T> T match(Cases<T> cases);

    /**
     * The vendor took it.
     *
     * @param reference the vendor's reference, such as a message timestamp or request id; empty when there is none
     */
    record Accepted(String reference) implements Delivery {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.accepted(this);
        }
    }

    /**
     * The vendor will not take it, however often it is sent.
     *
     * @param reason the vendor's reason, without secrets
     */
    record Refused(String reason) implements Delivery {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.refused(this);
        }
    }

    /**
     * The vendor could not be asked, or asked to try later.
     *
     * @param reason what went wrong, without secrets
     * @param retryAfter how long the vendor wants to be left alone; empty when not told
     */
    record Unreachable(String reason, Optional<Duration> retryAfter) implements Delivery {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unreachable(this);
        }
    }

    /**
     * One function per answer.
     *
     * @param <T> what each answers
     */
    interface Cases<T> {
        T accepted(Accepted accepted);

        T refused(Refused refused);

        T unreachable(Unreachable unreachable);
    }
}
