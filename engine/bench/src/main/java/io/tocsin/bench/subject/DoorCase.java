// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import java.io.IOException;

/**
 * A message for one door, and the bare parser that it is measured beside.
 *
 * @param name the door, as addresses write it
 * @param door reads the message
 * @param message the message
 * @param records how many records it holds: calls, points, alerts
 * @param bare reads the same bytes; what it answers is above zero and depends on them, so that no reading can be left out
 * @param limited whether the door has to reach half the speed of the bare parser
 */
record DoorCase(String name, Door door, Message message, int records, Bare bare, boolean limited) {

    /** A parser that knows nothing of what it parses. */
    @FunctionalInterface
    interface Bare {
        long read(byte[] body) throws IOException;
    }
}
