// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

/** The form in which a protocol wants to hear that it was refused. Thread-safe. */
public interface Answers {
    /** {@code application/problem+json}. */
    Answers PROBLEM = new Answers() {
        @Override
        public String mediaType() {
            return "application/problem+json";
        }

        @Override
        public String write(Refusal refusal) {
            return refusal.json();
        }
    };

    /** Media type of what {@link #write} makes. */
    String mediaType();

    /** The refusal in this form. */
    String write(Refusal refusal);
}
