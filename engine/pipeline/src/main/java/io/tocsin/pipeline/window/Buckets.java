// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Counts by bucket of time: a sparse, sorted table with one row per minute or hour in which something happened, so that a
 * quiet scope costs next to nothing. Not thread-safe.
 */
public final class Buckets {
    private static final long[] NOTHING = {};

    private final int columns;
    private long[] index;
    private long[] cells;
    private int size;

    /** An empty table. */
    public Buckets(int columns) {
        this.columns = columns;
        this.index = NOTHING;
        this.cells = NOTHING;
    }

    /** Adds to the first columns of a bucket, one number a column; the row is made if need be. */
    public void add(long bucket, long[] counts) {
        int at = row(bucket) * columns;
        int width = Math.min(columns, counts.length);
        for (int column = 0; column < width; column++) {
            cells[at + column] += counts[column];
        }
    }

    /** Adds what another table holds in the columns that both have, its buckets taken as parts of coarser ones. */
    public void addAll(Buckets finer, long perBucket) {
        int width = Math.min(columns, finer.columns);
        for (int i = 0; i < finer.size; i++) {
            int at = row(Math.floorDiv(finer.index[i], perBucket)) * columns;
            for (int column = 0; column < width; column++) {
                cells[at + column] += finer.cells[i * finer.columns + column];
            }
        }
    }

    /** Hands over each bucket and one of its columns, in order of time. */
    public void forEach(int column, Visitor visitor) {
        for (int i = 0; i < size; i++) {
            visitor.visit(index[i], cells[i * columns + column]);
        }
    }

    /** Takes a bucket and a count. */
    @FunctionalInterface
    public interface Visitor {
        void visit(long bucket, long count);
    }

    /** Sum of a column over the buckets {@code from} to {@code to}, both included. */
    public long sum(int column, long from, long to) {
        long sum = 0;
        for (int i = size - 1; i >= 0 && index[i] >= from; i--) {
            if (index[i] <= to) {
                sum += cells[i * columns + column];
            }
        }
        return sum;
    }

    /** One cell, 0 where nothing happened. */
    public long at(int column, long bucket) {
        int i = Arrays.binarySearch(index, 0, size, bucket);
        return i < 0 ? 0 : cells[i * columns + column];
    }

    /** Whether nothing happened at all. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** The first bucket in which something happened, or {@link Long#MAX_VALUE}. */
    public long first() {
        return size == 0 ? Long.MAX_VALUE : index[0];
    }

    /** The last bucket in which something happened, or {@link Long#MIN_VALUE}. */
    public long last() {
        return size == 0 ? Long.MIN_VALUE : index[size - 1];
    }

    /** Forgets the buckets before one. */
    public void dropBefore(long bucket) {
        int drop = 0;
        while (drop < size && index[drop] < bucket) {
            drop++;
        }
        if (drop > 0) {
            size -= drop;
            System.arraycopy(index, drop, index, 0, size);
            System.arraycopy(cells, drop * columns, cells, 0, size * columns);
        }
    }

    private int row(long bucket) {
        if (size > 0 && index[size - 1] == bucket) {
            return size - 1;
        }
        int found = Arrays.binarySearch(index, 0, size, bucket);
        return found >= 0 ? found : insert(-found - 1, bucket);
    }

    private int insert(int at, long bucket) {
        if (size == index.length) {
            int capacity = Math.max(2, size + size / 2);
            index = Arrays.copyOf(index, capacity);
            cells = Arrays.copyOf(cells, capacity * columns);
        }
        System.arraycopy(index, at, index, at + 1, size - at);
        System.arraycopy(cells, at * columns, cells, (at + 1) * columns, (size - at) * columns);
        index[at] = bucket;
        Arrays.fill(cells, at * columns, (at + 1) * columns, 0);
        size++;
        return at;
    }

    /** Writes itself down. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int i = 0; i < size; i++) {
            out.writeLong(index[i]);
            for (int column = 0; column < columns; column++) {
                out.writeLong(cells[i * columns + column]);
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Buckets read(DataInput in, int columns) throws IOException {
        Buckets buckets = new Buckets(columns);
        int rows = in.readInt();
        long[] counts = new long[columns];
        for (int i = 0; i < rows; i++) {
            long bucket = in.readLong();
            for (int column = 0; column < columns; column++) {
                counts[column] = in.readLong();
            }
            buckets.add(bucket, counts);
        }
        return buckets;
    }
}
