// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.Fact;
import io.tocsin.model.fact.LengthWindow;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.window.Buckets;
import io.tocsin.pipeline.window.LengthProfile;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long the answers of one feature are: the last hour by the quarter, two weeks by the day, by log time. What is usual
 * is learnt from whole days that are over, so that today's trouble does not become normal. Not thread-safe.
 */
final class AnswerLengths {
    private static final int MINUTES_PER_QUARTER = 15;
    private static final int QUARTERS = 4;
    private static final int MINUTES_PER_DAY = 1_440;
    private static final int DAYS = 14;

    /** With fewer answers on days that are over, nothing is usual. */
    private static final int MIN_SAMPLES = 200;

    private final TreeMap<Long, Buckets> quarters = new TreeMap<>();
    private final TreeMap<Long, Buckets> days = new TreeMap<>();
    private long profileDay = Long.MIN_VALUE;
    private LengthProfile profile = new LengthProfile(0, 0, 0, 0);

    /** Adds answers by their step; see {@link LengthProfile#step}. */
    void add(Buckets answersByStep, long minute) {
        if (answersByStep.first() == Long.MAX_VALUE) {
            return;
        }
        long quarter = Math.floorDiv(minute, (long) MINUTES_PER_QUARTER);
        long day = Math.floorDiv(minute, (long) MINUTES_PER_DAY);
        quarters.computeIfAbsent(quarter, key -> new Buckets(1)).addAll(answersByStep, 1);
        days.computeIfAbsent(day, key -> new Buckets(1)).addAll(answersByStep, 1);
        quarters.headMap(quarter - QUARTERS + 1).clear();
        days.headMap(day - DAYS).clear();
    }

    private LengthProfile usual(long day) {
        if (day != profileDay) {
            Buckets past = new Buckets(1);
            days.subMap(day - DAYS, day).values().forEach(one -> past.addAll(one, 1));
            profile = LengthProfile.of(past);
            profileDay = day;
        }
        return profile;
    }

    Fact fact(Scope scope, Instant at, Limits limits, String topModel) {
        long minute = SpendWindow.minute(at);
        LengthProfile usual = usual(Math.floorDiv(minute, (long) MINUTES_PER_DAY));
        Buckets recent = new Buckets(1);
        quarters.tailMap(Math.floorDiv(minute, (long) MINUTES_PER_QUARTER) - QUARTERS + 1)
                .values()
                .forEach(one -> recent.addAll(one, 1));
        long answers = recent.sum(0, Long.MIN_VALUE, Long.MAX_VALUE);
        boolean cold = usual.samples() < MIN_SAMPLES;
        double shorter = cold || answers == 0 ? Double.NaN : (double) usual.shorter(recent) / answers;
        double longer = cold || answers == 0 ? Double.NaN : (double) usual.longer(recent) / answers;
        return new LengthWindow(
                scope,
                at,
                limits,
                answers,
                shorter,
                longer,
                shorter + longer,
                cold ? Double.NaN : LengthProfile.tokens(usual.median()),
                cold ? Double.NaN : LengthProfile.tokens(usual.low()),
                cold ? Double.NaN : LengthProfile.tokens(usual.high()),
                topModel,
                cold
                        ? "learning: " + usual.samples() + " of " + MIN_SAMPLES + " answers on days that are over"
                        : "median and deviation of " + usual.samples() + " answers on days that are over");
    }

    void write(DataOutput out) throws IOException {
        write(out, quarters);
        write(out, days);
    }

    private static void write(DataOutput out, Map<Long, Buckets> tables) throws IOException {
        out.writeInt(tables.size());
        for (Map.Entry<Long, Buckets> table : tables.entrySet()) {
            out.writeLong(table.getKey());
            table.getValue().write(out);
        }
    }

    static AnswerLengths read(DataInput in) throws IOException {
        AnswerLengths lengths = new AnswerLengths();
        read(in, lengths.quarters);
        read(in, lengths.days);
        return lengths;
    }

    private static void read(DataInput in, Map<Long, Buckets> tables) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            tables.put(in.readLong(), Buckets.read(in, 1));
        }
    }
}
