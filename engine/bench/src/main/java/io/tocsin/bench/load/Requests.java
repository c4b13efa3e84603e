// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.load;

import java.nio.ByteBuffer;

/** Makes the requests of a load, one after the other. Called by one thread. */
public interface Requests {

    /** Writes the next request, header and body, into an empty buffer of {@link #maxBytes}. */
    void write(ByteBuffer buffer);

    /** Size of the largest request. */
    int maxBytes();

    /** Events in each request. */
    int eventsEach();
}
