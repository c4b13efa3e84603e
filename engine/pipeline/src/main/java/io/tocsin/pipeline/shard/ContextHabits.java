// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.log.RollupCodec;
import io.tocsin.pipeline.window.Buckets;
import io.tocsin.pipeline.window.LengthProfile;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How large the contexts of features usually get, as one shard sees them: those of the users that live in it. By the day, two
 * weeks back, by log time. Usual is what all but one in a hundred calls of a day keep to, on all but a fifth of the days that
 * are over: neither today's trouble nor one wild day becomes normal. A size is a step of {@link LengthProfile#step}, an
 * eighth of a doubling. Not thread-safe.
 */
final class ContextHabits implements ShardCheckpoint.Part {
    private static final int DAYS = 14;
    private static final long SECONDS_PER_DAY = 86_400;

    /** Most features one shard learns; of further ones nothing is usual. */
    private static final int MAX_FEATURES = 512;

    /** With fewer days that are over, nothing is usual; a day with fewer calls says nothing. */
    private static final int MIN_DAYS = 3;

    private static final int MIN_CALLS = 10;

    private static final int ONE_CALL_IN = 100;
    private static final int ONE_DAY_IN = 5;

    private final Map<Scope, Habit> habits = new HashMap<>();
    private long today = Long.MIN_VALUE;

    /** Adds the context of one call; answers it over what the largest usual ones were, NaN while that is learnt. */
    double timesUsual(Scope feature, long contextTokens, Instant at) {
        long day = Math.floorDiv(at.getEpochSecond(), SECONDS_PER_DAY);
        if (day != today) {
            today = day;
            habits.values().removeIf(habit -> habit.forget(day));
        }
        Habit habit = habits.get(feature);
        if (habit == null && habits.size() < MAX_FEATURES) {
            habit = new Habit();
            habits.put(feature, habit);
        }
        if (habit == null || contextTokens <= 0) {
            return Double.NaN;
        }
        habit.add(day, contextTokens);
        return contextTokens / habit.usual(day);
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(today);
        out.writeInt(habits.size());
        for (Map.Entry<Scope, Habit> habit : new TreeMap<>(habits).entrySet()) {
            RollupCodec.scope(out, habit.getKey());
            out.writeInt(habit.getValue().days.size());
            for (Map.Entry<Long, Buckets> day : habit.getValue().days.entrySet()) {
                out.writeLong(day.getKey());
                day.getValue().write(out);
            }
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        today = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            Habit habit = new Habit();
            habits.put(RollupCodec.scope(in), habit);
            for (int days = in.readInt(); days > 0; days--) {
                habit.days.put(in.readLong(), Buckets.read(in, 1));
            }
        }
    }

    /** Calls of one feature by day and step. */
    private static final class Habit {
        private static final long[] ONE = {1};

        private final TreeMap<Long, Buckets> days = new TreeMap<>();
        private long usualDay = Long.MIN_VALUE;
        private double usualTokens = Double.NaN;

        private void add(long day, long tokens) {
            days.computeIfAbsent(day, key -> new Buckets(1)).add(LengthProfile.step(tokens), ONE);
        }

        private boolean forget(long day) {
            days.headMap(day - DAYS).clear();
            return days.isEmpty();
        }

        private double usual(long day) {
            if (day != usualDay) {
                usualDay = day;
                usualTokens = usualTokens(day);
            }
            return usualTokens;
        }

        private double usualTokens(long day) {
            long[] largest = days.headMap(day).values().stream()
                    .filter(calls -> calls(calls) >= MIN_CALLS)
                    .mapToLong(Habit::largest)
                    .sorted()
                    .toArray();
            return largest.length < MIN_DAYS
                    ? Double.NaN
                    : LengthProfile.tokens(largest[largest.length - 1 - largest.length / ONE_DAY_IN]);
        }

        private static long calls(Buckets bySize) {
            return bySize.sum(0, Long.MIN_VALUE, Long.MAX_VALUE);
        }

        /** The size that all but one in a hundred keep to. */
        private static long largest(Buckets bySize) {
            long calls = calls(bySize);
            long[] left = {calls - calls / ONE_CALL_IN};
            long[] size = {0};
            bySize.forEach(0, (step, count) -> {
                size[0] = left[0] > 0 ? step : size[0];
                left[0] -= count;
            });
            return size[0];
        }
    }
}
