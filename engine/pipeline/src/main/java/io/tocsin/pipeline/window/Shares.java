// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.window;

import io.tocsin.model.fact.Contributor;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is behind a sum, over the last half hour to hour: two generations of amounts by label, a bounded number of labels
 * each. Not thread-safe.
 */
public final class Shares {
    private static final long GENERATION_MINUTES = 30;
    private static final Comparator<Map.Entry<String, Long>> LARGEST_FIRST =
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    private final int maxLabels;
    private long generation = Long.MIN_VALUE;
    private Tally current;
    private Tally previous;

    /** Empty, for at most so many labels a generation. */
    public Shares(int maxLabels) {
        this.maxLabels = maxLabels;
        this.current = new Tally(maxLabels);
        this.previous = new Tally(maxLabels);
    }

    /** Adds an amount at a minute of log time. */
    public void add(long minute, String label, long amount) {
        turn(minute);
        current.add(label, amount);
    }

    /** Adds amounts by label at a minute of log time. */
    public void addAll(long minute, Tally amounts) {
        turn(minute);
        current.addAll(amounts);
    }

    /**
     * The largest parts, largest first.
     *
     * @param minute now, log time
     * @param max most parts to name
     * @param unit what one whole of the reported amount is, in counted units
     */
    public List<Contributor> largest(long minute, int max, double unit) {
        turn(minute);
        Map<String, Long> sums = new HashMap<>();
        previous.forEach((label, amount) -> sums.merge(label, amount, Long::sum));
        current.forEach((label, amount) -> sums.merge(label, amount, Long::sum));
        long total = 0;
        List<Map.Entry<String, Long>> parts = new ArrayList<>();
        for (Map.Entry<String, Long> part : sums.entrySet()) {
            total += part.getValue();
            if (part.getValue() > 0 && !part.getKey().equals(Tally.OTHER)) {
                parts.add(part);
            }
        }
        parts.sort(LARGEST_FIRST);
        List<Contributor> largest = new ArrayList<>(Math.min(max, parts.size()));
        for (Map.Entry<String, Long> part : parts.subList(0, Math.min(max, parts.size()))) {
            largest.add(new Contributor(part.getKey(), part.getValue() / unit, (double) part.getValue() / total));
        }
        return largest;
    }

    private void turn(long minute) {
        long now = Math.floorDiv(minute, GENERATION_MINUTES);
        if (now > generation) {
            previous = now == generation + 1 ? current : new Tally(maxLabels);
            current = new Tally(maxLabels);
            generation = now;
        }
    }

    /** Writes itself down. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(generation);
        current.write(out);
        previous.write(out);
    }

    /** Reads what {@link #write} wrote. */
    public static Shares read(DataInput in, int maxLabels) throws IOException {
        Shares shares = new Shares(maxLabels);
        shares.generation = in.readLong();
        shares.current = Tally.read(in, maxLabels);
        shares.previous = Tally.read(in, maxLabels);
        return shares;
    }
}
