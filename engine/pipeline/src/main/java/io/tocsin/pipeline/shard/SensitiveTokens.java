// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.pipeline.window.Tally;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Tokens of sensitive classes that one user sent on one day, UTC. Not thread-safe. */
final class SensitiveTokens {
    private static final int MAX_CLASSES = 16;
    private static final long SECONDS_PER_DAY = 86_400;

    private long day = Long.MIN_VALUE;
    private Tally byClass = new Tally(MAX_CLASSES);

    /** Adds tokens by event time; what belongs to a day that is over does not count. */
    void add(Instant eventTime, String dataClass, long tokens) {
        turn(eventTime);
        if (day(eventTime) == day) {
            byClass.add(dataClass, tokens);
        }
    }

    /** On a new day the classes stay, with nothing: what is held about them must be judged. */
    private void turn(Instant at) {
        if (day(at) > day) {
            Tally fresh = new Tally(MAX_CLASSES);
            byClass.forEach((name, tokens) -> fresh.add(name, 0));
            byClass = fresh;
            day = day(at);
        }
    }

    private static long day(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SECONDS_PER_DAY);
    }

    /** Today's tokens by class, sorted. */
    Map<String, Long> today(Instant at) {
        turn(at);
        TreeMap<String, Long> sorted = new TreeMap<>();
        byClass.forEach(sorted::put);
        return sorted;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(day);
        byClass.write(out);
    }

    static SensitiveTokens read(DataInput in) throws IOException {
        SensitiveTokens tokens = new SensitiveTokens();
        tokens.day = in.readLong();
        tokens.byClass = Tally.read(in, MAX_CLASSES);
        return tokens;
    }
}
