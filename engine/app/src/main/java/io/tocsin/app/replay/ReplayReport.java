// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of a replay.
 *
 * @param rows rows of the file that were understood
 * @param signals what they became; more than rows when events carry rate limits
 * @param accepted signals with an outcome in the engine's ledger, duplicates left out
 * @param duplicates signals whose id was there before; they count once
 * @param late signals more than an hour behind the clock: in the journal, among the accepted, not in any window or sum
 * @param lost signals without an outcome; anything but 0 is a bug
 * @param bad how many lines were not understood
 * @param badRows the first of them
 * @param usd cost of every call that counts, from the journal, US dollars to the cent
 * @param seconds how long it took
 * @param from first event time; null for an empty trace
 * @param until last event time; null for an empty trace
 * @param alerts how often each rule fired
 * @param assumptions what was assumed that the trace does not tell
 */
record ReplayReport(
        long rows,
        long signals,
        long accepted,
        long duplicates,
        long late,
        long lost,
        long bad,
        List<TraceRow.Bad> badRows,
        BigDecimal usd,
        double seconds,
        @Nullable Instant from,
        @Nullable Instant until,
        Map<String, Long> alerts,
        List<String> assumptions) {
    ReplayReport {
        badRows = List.copyOf(badRows);
        alerts = Collections.unmodifiableSortedMap(new TreeMap<>(alerts));
        assumptions = List.copyOf(assumptions);
    }
}
