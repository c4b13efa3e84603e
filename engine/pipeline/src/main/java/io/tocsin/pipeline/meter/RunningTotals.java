// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.meter;

import io.tocsin.pipeline.signal.Ids;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The last readings of running totals, and what they have grown by since, in whole units. Not thread-safe.
 *
 * <p>A total is known by its series and the start of its count: a counter that begins again with a new start is another total, and
 * two processes that share a series do not disturb each other. One that falls under the same start has begun again too. Readings
 * that are not newer than the last say nothing, for the last includes them. How a gap was filled nobody knows: what a total grew by
 * since the reading before counts at the time of the reading after it.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/metrics/data-model/#resets-and-gaps">Resets and gaps</a>, read 2026-11-23
 */
public final class RunningTotals {
    /** What a total had counted before its first reading counts when its count began no longer ago than this. */
    static final Duration WATCHED_FROM_START = Duration.ofHours(1);

    private static final Duration KEEP = Duration.ofHours(24);
    private static final Duration TIDY = Duration.ofHours(1);

    private final int most;
    private final Map<String, Reading> readings = new TreeMap<>();
    private long tidiedSecond;

    /** Empty, for at most so many totals: what a further one grows by is not known. */
    public RunningTotals(int most) {
        this.most = most;
    }

    private record Reading(long atMillis, long total, long heardSecond) {}

    /**
     * Takes a reading.
     *
     * @param series what is counted, of whom
     * @param start when the count began; null when not told
     * @param at when it was read
     * @param total the count, not negative
     * @param now log time
     * @return what it has grown by, not negative
     */
    public long grown(String series, @Nullable Instant start, Instant at, long total, Instant now) {
        tidy(now);
        String key = Ids.hash(series, start);
        Reading before = readings.get(key);
        Reading read = new Reading(at.toEpochMilli(), total, now.getEpochSecond());
        if (before == null) {
            if (readings.size() < most) {
                readings.put(key, read);
                return isWatchedFromStart(start, at) ? total : 0;
            }
            return 0;
        }
        if (read.atMillis <= before.atMillis) {
            return 0;
        }
        readings.put(key, read);
        return total >= before.total ? total - before.total : total;
    }

    /** A start at the very time of the reading is how exporters say that they do not know it. */
    private static boolean isWatchedFromStart(@Nullable Instant start, Instant at) {
        return start != null && start.isBefore(at) && !start.isBefore(at.minus(WATCHED_FROM_START));
    }

    /** How many totals are known. */
    public int size() {
        return readings.size();
    }

    private void tidy(Instant now) {
        if (now.getEpochSecond() >= tidiedSecond + TIDY.toSeconds()) {
            tidiedSecond = now.getEpochSecond();
            readings.values().removeIf(reading -> reading.heardSecond < now.getEpochSecond() - KEEP.toSeconds());
        }
    }

    /** Writes itself down. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(tidiedSecond);
        out.writeInt(readings.size());
        for (Map.Entry<String, Reading> reading : readings.entrySet()) {
            out.writeUTF(reading.getKey());
            out.writeLong(reading.getValue().atMillis);
            out.writeLong(reading.getValue().total);
            out.writeLong(reading.getValue().heardSecond);
        }
    }

    /** Reads what {@link #write} wrote. */
    public void read(DataInput in) throws IOException {
        tidiedSecond = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            readings.put(in.readUTF(), new Reading(in.readLong(), in.readLong(), in.readLong()));
        }
    }
}
