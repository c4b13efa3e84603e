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
import java.util.TreeMap;

/**
 * Who is behind a sum, over the last half hour to hour: two generations of amounts by label, a bounded number of labels
 * each. What does not fit is summed as {@code other}. Not thread-safe.
 */
public final class Shares {
    /** The label of what did not fit. */
    public static final String OTHER = "other";

    private static final long GENERATION_MINUTES = 30;

    private final int maxLabels;
    private long generation = Long.MIN_VALUE;
    private Map<String, Long> current = new HashMap<>();
    private Map<String, Long> previous = Map.of();

    /** Empty, for at most so many labels a generation. */
    public Shares(int maxLabels) {
        this.maxLabels = maxLabels;
    }

    /** Adds an amount at a minute of log time. */
    public void add(long minute, String label, long amount) {
        turn(minute);
        String key = current.containsKey(label) || current.size() < maxLabels ? label : OTHER;
        current.merge(key, amount, Long::sum);
    }

    /** Adds amounts by label at a minute of log time. */
    public void addAll(long minute, Map<String, Long> amounts) {
        new TreeMap<>(amounts).forEach((label, amount) -> add(minute, label, amount));
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
        if (current.isEmpty() && previous.isEmpty()) {
            return List.of();
        }
        Map<String, Long> sums = new HashMap<>(previous);
        current.forEach((label, amount) -> sums.merge(label, amount, Long::sum));
        double total = sums.values().stream().mapToLong(Long::longValue).sum();
        if (total <= 0) {
            return List.of();
        }
        return sums.entrySet().stream()
                .filter(part -> part.getValue() > 0 && !part.getKey().equals(OTHER))
                .sorted(Comparator.comparing(Map.Entry<String, Long>::getValue)
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(max)
                .map(part -> new Contributor(part.getKey(), part.getValue() / unit, part.getValue() / total))
                .toList();
    }

    private void turn(long minute) {
        long now = Math.floorDiv(minute, GENERATION_MINUTES);
        if (now > generation) {
            previous = now == generation + 1 ? current : Map.of();
            current = new HashMap<>();
            generation = now;
        }
    }

    /** Writes itself down. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(generation);
        write(out, current);
        write(out, previous);
    }

    /** Reads what {@link #write} wrote. */
    public static Shares read(DataInput in, int maxLabels) throws IOException {
        Shares shares = new Shares(maxLabels);
        shares.generation = in.readLong();
        shares.current = readMap(in);
        shares.previous = readMap(in);
        return shares;
    }

    private static void write(DataOutput out, Map<String, Long> amounts) throws IOException {
        out.writeInt(amounts.size());
        for (Map.Entry<String, Long> part : new ArrayList<>(new TreeMap<>(amounts).entrySet())) {
            out.writeUTF(part.getKey());
            out.writeLong(part.getValue());
        }
    }

    private static Map<String, Long> readMap(DataInput in) throws IOException {
        Map<String, Long> amounts = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            amounts.put(in.readUTF(), in.readLong());
        }
        return amounts;
    }
}
