// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.load;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** Makes the requests of a load, one after the other. Called by one thread. */
public interface Requests {

    /** Writes the next request, header and body, into an empty buffer of {@link #maxBytes}. */
    void write(ByteBuffer buffer);

    /** Size of the largest request. */
    int maxBytes();

    /** Events in each request. */
    int eventsEach();

    /** Hears of the answer to one of them. @param body how its body begins; to be asked now or never */
    default void answered(Supplier<String> body) {}
}
