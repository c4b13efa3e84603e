// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.fact.SourceSilence;
import io.tocsin.model.scope.Scope;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;

/**
 * One source: when it last reported and how long its pauses usually are: at this time of the week once that is known, until
 * then at any time. Not thread-safe.
 */
final class SourceState {
    /**
     * A longer pause moves the usual interval fifty times as much as a shorter one, so it settles near the longest pauses
     * that are usual, not near the middle: chance alone makes pauses three times the middle every few minutes.
     */
    private static final double LONGER = 0.5;

    private static final double SHORTER = 0.01;
    private static final int MIN_GAPS = 20;
    private static final int DECLARED = Integer.MAX_VALUE;
    private static final double MIN_SECONDS = 1;
    private static final double MAX_SECONDS = 31 * 86_400;
    private static final double MILLIS = 1000.0;

    final Scope scope;
    final Holds holds;
    final SourcePauses pauses = new SourcePauses();
    private long lastMillis;
    private double intervalSeconds = Double.NaN;
    private int gaps;

    SourceState(Scope scope) {
        this(scope, new Holds());
    }

    private SourceState(Scope scope, Holds holds) {
        this.scope = scope;
        this.holds = holds;
    }

    /** It reported; the pause since the last report moves its usual interval, unless it was an outage. */
    void heard(Instant at) {
        long now = at.toEpochMilli();
        if (lastMillis > 0 && now > lastMillis) {
            pauses.paused(lastMillis, now);
        }
        if (lastMillis > 0 && now > lastMillis && holds.isEmpty() && gaps != DECLARED) {
            double gap = (now - lastMillis) / MILLIS;
            double weight = gap > intervalSeconds ? LONGER : SHORTER;
            intervalSeconds = gaps == 0 ? gap : intervalSeconds + weight * (gap - intervalSeconds);
            gaps++;
        }
        lastMillis = Math.max(now, lastMillis);
    }

    /** It says itself how often it reports: nothing is left to be learnt. Anything but 1 s to 31 d is not believed. */
    void reportsEvery(double seconds, Instant at) {
        if (seconds >= MIN_SECONDS && seconds <= MAX_SECONDS) {
            intervalSeconds = seconds;
            gaps = DECLARED;
        }
        heard(at);
    }

    /** Does not count a pause in which nobody listened and that ends now. */
    void excuse(long millis, Instant at) {
        lastMillis = Math.min(at.toEpochMilli(), lastMillis + millis);
    }

    Fact fact(Instant at, Limits limits) {
        double silent = Math.max(0, (at.toEpochMilli() - lastMillis) / MILLIS);
        double interval = gaps < MIN_GAPS ? Double.NaN : usualSeconds(at);
        return new SourceSilence(scope, at, limits, silent, interval, silent / interval);
    }

    private double usualSeconds(Instant at) {
        return gaps == DECLARED ? intervalSeconds : pauses.usualSeconds(at.toEpochMilli(), intervalSeconds);
    }

    void write(DataOutput out) throws IOException {
        holds.write(out);
        out.writeLong(lastMillis);
        out.writeDouble(intervalSeconds);
        out.writeInt(gaps);
    }

    static SourceState read(DataInput in, Scope scope) throws IOException {
        SourceState state = new SourceState(scope, Holds.read(in));
        state.lastMillis = in.readLong();
        state.intervalSeconds = in.readDouble();
        state.gaps = in.readInt();
        return state;
    }
}
