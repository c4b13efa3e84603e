// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import io.vertx.core.buffer.Buffer;

/** The form in which a protocol wants to hear that it was refused. Thread-safe. */
public interface Answers {
    /** {@code application/problem+json}. */
    Answers PROBLEM = new Answers() {
        @Override
        public String mediaType() {
            return "application/problem+json";
        }

        @Override
        public Buffer write(Refusal refusal) {
            return Buffer.buffer(refusal.json());
        }
    };

    /** Media type of what {@link #write} makes. */
    String mediaType();

    /** The refusal in this form. */
    Buffer write(Refusal refusal);

    /** Answers an exchange with the refusal. */
    default void send(Exchange exchange, Refusal refusal) {
        exchange.answer(refusal.status(), mediaType(), write(refusal));
    }
}
