// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.signal.Ids;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.wire.Times;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One export being read: the gate its signals pass and the count of what did not. Not thread-safe. */
final class Export {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final SignalGate gate;
    private final Instant receivedAt;
    private int tried;
    private int rejected;
    private @Nullable Problem first;

    Export(SignalGate gate, Instant receivedAt) {
        this.gate = gate;
        this.receivedAt = receivedAt;
    }

    SignalGate gate() {
        return gate;
    }

    /** Whether the message has brought as many signals as it may; the one at hand is then rejected, and not to be read. */
    boolean full() {
        if (tried < SignalGate.MOST_SIGNALS) {
            return false;
        }
        gate.admit().ifPresent(this::reject);
        return true;
    }

    void admit() {
        tried++;
        gate.admit().ifPresent(this::reject);
    }

    void reject(Problem problem) {
        rejected++;
        first = first == null ? problem : first;
    }

    Reading reading() {
        String reason = Optional.ofNullable(first).map(Problem::detail).orElse("");
        return new Reading.Understood(gate.signals(), rejected, reason);
    }

    /** An id for a record that tells none: the same whenever the same export is sent again. */
    String id(Attributes attributes, @Nullable Instant at) {
        return "otlp-" + Ids.hash(at == null ? receivedAt : at, gate.signals().size(), attributes.hash());
    }

    /** The first plausible of several times; without one the first that is told at all; null when none is. */
    @Nullable Instant time(@Nullable Instant... told) {
        Instant fallback = null;
        for (Instant time : told) {
            if (Times.plausible(time, receivedAt) != null) {
                return time;
            }
            fallback = fallback == null ? time : fallback;
        }
        return fallback;
    }

    /** Nanoseconds since 1970, without a sign; null when not told, which zero means. */
    static @Nullable Instant nanos(long nanos) {
        if (nanos == 0) {
            return null;
        }
        return Instant.ofEpochSecond(
                Long.divideUnsigned(nanos, NANOS_PER_SECOND), Long.remainderUnsigned(nanos, NANOS_PER_SECOND));
    }
}
