// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import io.tocsin.model.response.Receipt;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.server.http.Body;
import io.tocsin.server.http.Exchange;
import java.util.Map;

/** How one protocol is answered. Thread-safe. */
interface Form {
    /** Answers that signals are durable. */
    void accepted(Exchange exchange, Receipt receipt, Reading.Understood understood);

    /** Whether what nobody understands is kept for a human instead of refused: this sender would drop it. */
    default boolean keeps() {
        return false;
    }

    /** Answers that the body was kept for a human. Only asked of a form that {@link #keeps}. */
    default void deadLettered(Exchange exchange, String detail) {
        throw new IllegalStateException("nothing is kept of a sender that is told");
    }

    /** Whether a body is taken as a whole or not at all; if not, what is left out of it is counted in the answer. */
    default boolean whole() {
        return false;
    }

    /**
     * Whether what is read is acted upon. If not, nothing is kept or accepted, and {@link #captured} answers.
     */
    default boolean acts() {
        return true;
    }

    /** Answers what was read without acting. Only asked of a form that does not {@link #acts act}. */
    default void captured(Exchange exchange, Reading reading) {
        throw new IllegalStateException("what is read is acted upon");
    }

    /** The media type that a door hears of. */
    default String mediaType(Exchange exchange) {
        return Body.mediaType(exchange);
    }

    /** The headers a door may see. */
    Map<String, String> headers(Exchange exchange);
}
