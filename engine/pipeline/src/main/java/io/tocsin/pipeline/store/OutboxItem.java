// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One effect that is to happen in the outside world.
 *
 * @param id deterministic identity: putting it twice puts it once
 * @param kind {@code page}, {@code run} or {@code verdict}
 * @param body the intent, encoded
 * @param at log time it was decided, in whole milliseconds
 */
public record OutboxItem(String id, String kind, String body, Instant at) {

    /** Cuts the time to the millisecond, so that what is read back equals what was put. */
    public OutboxItem {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }
}
