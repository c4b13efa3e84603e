// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import java.io.IOException;
import java.util.Optional;

/**
 * How a source shows that a delivery is its own: by a secret it sends, or by a signature over the body as it is on the wire,
 * after decompression and before anything is parsed. Comparisons take the same time whatever is offered. Thread-safe.
 */
public interface Proof {
    /** The word by which settings call it, such as {@code bearer}. */
    String word();

    /** Judges what is known before the body has arrived. Does not block. */
    Verdict head(Head head);

    /** Judges head and body. Only asked when the head was not refused. */
    default Verdict body(Head head, byte[] body) {
        return head(head);
    }

    /** Whether {@link #body} may wait for another server, and so must not run on an event loop. */
    default boolean waits() {
        return false;
    }

    /** Whether the secret stands in the path. */
    default boolean inPath() {
        return false;
    }

    /**
     * What the sender asks to be done by a delivery that has proved itself, such as to confirm a subscription; usually nothing.
     * Does not block.
     */
    default Optional<Confirmation> asks(byte[] body) {
        return Optional.empty();
    }

    /** Something that a sender asks to be done before it sends what is wanted. */
    @FunctionalInterface
    interface Confirmation {
        /** Does it. Blocks for a few seconds at most. @throws IOException if it could not be done now */
        void confirm() throws IOException;
    }
}
