// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import io.tocsin.model.signal.Signal;
import java.time.Instant;
import java.util.List;

/** What one line of a trace says. */
sealed interface TraceRow {

    /** Line of the file, 1 for the first. */
    long line();

    /**
     * A line that was understood.
     *
     * @param line line of the file
     * @param at when it happened
     * @param signals what it became, never empty; the first is the row itself
     */
    record Read(long line, Instant at, List<Signal> signals) implements TraceRow {
        public Read {
            signals = List.copyOf(signals);
        }
    }

    /**
     * A line that was not understood.
     *
     * @param line line of the file
     * @param reason what was expected and what was given
     */
    record Bad(long line, String reason) implements TraceRow {}
}
