// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Amounts by label, a bounded number of labels. When it is full, the smaller half is summed as {@link #OTHER}, so that
 * the large ones stay named however late they come. What it holds depends on what was added and in which order, on
 * nothing else. Not thread-safe.
 */
public final class Tally {
    /** The label of what is no longer named. */
    public static final String OTHER = "other";

    private static final String[] NO_LABELS = {};
    private static final int[] NO_HASHES = {};
    private static final long[] NO_AMOUNTS = {};
    private static final int FIRST_CAPACITY = 2;

    private final int max;
    private String[] labels = NO_LABELS;
    private int[] hashes = NO_HASHES;
    private long[] amounts = NO_AMOUNTS;
    private int size;
    private long other;

    /** Empty, for at most so many labels. */
    public Tally(int max) {
        this.max = max;
    }

    /** Takes each label and its amount. */
    @FunctionalInterface
    public interface Taker {
        void take(String label, long amount);
    }

    /** Adds an amount to a label. */
    public void add(String label, long amount) {
        if (label.equals(OTHER)) {
            other += amount;
            return;
        }
        int at = find(label);
        if (at < 0) {
            if (size == max) {
                prune();
            }
            at = append(label);
        }
        amounts[at] += amount;
    }

    /** Whether it holds nothing. */
    public boolean isEmpty() {
        return size == 0 && other == 0;
    }

    /** Adds everything another holds. */
    public void addAll(Tally more) {
        more.forEach(this::add);
    }

    private int find(String label) {
        int hash = label.hashCode();
        for (int i = 0; i < size; i++) {
            if (hashes[i] == hash && labels[i].equals(label)) {
                return i;
            }
        }
        return -1;
    }

    private int append(String label) {
        if (size == labels.length) {
            int capacity = Math.min(max, Math.max(FIRST_CAPACITY, size * 2));
            labels = Arrays.copyOf(labels, capacity);
            hashes = Arrays.copyOf(hashes, capacity);
            amounts = Arrays.copyOf(amounts, capacity);
        }
        labels[size] = label;
        hashes[size] = label.hashCode();
        amounts[size] = 0;
        return size++;
    }

    /** Keeps the larger half, in the order it came. */
    private void prune() {
        int[] smaller = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> amounts[i])
                        .thenComparing(i -> labels[i], Comparator.reverseOrder()))
                .limit(Math.max(1, size / 2))
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (Arrays.binarySearch(smaller, i) >= 0) {
                other += amounts[i];
            } else {
                labels[kept] = labels[i];
                hashes[kept] = hashes[i];
                amounts[kept++] = amounts[i];
            }
        }
        Arrays.fill(labels, kept, size, null);
        size = kept;
    }

    /** Hands over every label in the order it came, {@link #OTHER} last. */
    public void forEach(Taker taker) {
        for (int i = 0; i < size; i++) {
            taker.take(labels[i], amounts[i]);
        }
        if (other != 0) {
            taker.take(OTHER, other);
        }
    }

    /** Writes itself down. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int i = 0; i < size; i++) {
            out.writeUTF(labels[i]);
            out.writeLong(amounts[i]);
        }
        out.writeLong(other);
    }

    /** Reads what {@link #write} wrote. */
    public static Tally read(DataInput in, int max) throws IOException {
        Tally tally = new Tally(max);
        for (int left = in.readInt(); left > 0; left--) {
            tally.add(in.readUTF(), in.readLong());
        }
        tally.other = in.readLong();
        return tally;
    }
}
