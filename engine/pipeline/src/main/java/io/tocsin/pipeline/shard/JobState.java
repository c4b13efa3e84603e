// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.JobSilence;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.signal.Heartbeat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** One job: when it last told that it is alive, and how long it may be silent. Not thread-safe. */
final class JobState {
    private static final double MILLIS = 1000.0;
    private static final double UNTOLD = -1;

    final Scope scope;
    final Holds holds;
    private long lastMillis;
    private double toldSeconds = UNTOLD;
    private double expectedSeconds = UNTOLD;
    private boolean heard;

    /** A job that is waited for from a moment on. */
    JobState(Scope scope, Instant since) {
        this(scope, new Holds());
        lastMillis = since.toEpochMilli();
    }

    private JobState(Scope scope, Holds holds) {
        this.scope = scope;
        this.holds = holds;
    }

    /** The operator expects it that often; zero when nobody does any more. */
    void expect(Duration every) {
        expectedSeconds = every.isZero() ? UNTOLD : every.toMillis() / MILLIS;
    }

    void beat(Heartbeat beat, Instant at) {
        heard = true;
        lastMillis = Math.max(lastMillis, at.toEpochMilli());
        toldSeconds = beat.interval().toMillis() / MILLIS;
    }

    /** Does not count a pause in which nobody listened and that ends now. */
    void excuse(long millis, Instant at) {
        lastMillis = Math.min(at.toEpochMilli(), lastMillis + millis);
    }

    boolean expected() {
        return expectedSeconds != UNTOLD;
    }

    /** Whether nobody expects it, and it was never heard or is overdue so long that it will not come back. */
    boolean givenUp(Instant at, Duration after) {
        double overdue = (at.toEpochMilli() - lastMillis) / MILLIS - toldSeconds;
        return !expected() && (!heard || overdue > after.toSeconds());
    }

    Fact fact(Instant at, Limits limits, boolean givenUp) {
        double interval = expected() ? expectedSeconds : toldSeconds;
        double silent = Math.max(0, (at.toEpochMilli() - lastMillis) / MILLIS);
        double overdue = givenUp ? Double.NaN : silent - interval;
        return new JobSilence(scope, at, limits, silent, interval, overdue, expected(), heard);
    }

    void write(DataOutput out) throws IOException {
        holds.write(out);
        out.writeLong(lastMillis);
        out.writeDouble(toldSeconds);
        out.writeBoolean(heard);
    }

    static JobState read(DataInput in, Scope scope) throws IOException {
        JobState state = new JobState(scope, Holds.read(in));
        state.lastMillis = in.readLong();
        state.toldSeconds = in.readDouble();
        state.heard = in.readBoolean();
        return state;
    }
}
