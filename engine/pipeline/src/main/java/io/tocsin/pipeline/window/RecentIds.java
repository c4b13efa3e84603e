// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Ids seen lately, as 64-bit hashes in two generations: an id is known for at least {@code perGeneration} further ids and
 * at most twice as many. Two different ids are taken for one with a chance of about one in 10^13 per id. Not
 * thread-safe.
 */
public final class RecentIds {
    private static final long MIX_1 = 0xff51afd7ed558ccdL;
    private static final long MIX_2 = 0xc4ceb9fe1a85ec53L;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int SHIFT = 33;
    private static final int INITIAL = 64;

    private final int perGeneration;
    private long[] current = new long[INITIAL];
    private long[] previous = new long[INITIAL];
    private int count;

    /** Empty. */
    public RecentIds(int perGeneration) {
        this.perGeneration = perGeneration;
    }

    /** Remembers an id of a tenant; false if it was known. */
    public boolean add(String tenant, String id) {
        long hash = hash(tenant, id);
        if (contains(current, hash) || contains(previous, hash)) {
            return false;
        }
        if (count == perGeneration) {
            previous = current;
            current = new long[INITIAL];
            count = 0;
        } else if (count * 2 >= current.length) {
            current = grown(current);
        }
        put(current, hash);
        count++;
        return true;
    }

    private static long hash(String tenant, String id) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < tenant.length(); i++) {
            hash = (hash ^ tenant.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ '\n') * FNV_PRIME;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> SHIFT)) * MIX_1;
        hash = (hash ^ (hash >>> SHIFT)) * MIX_2;
        hash ^= hash >>> SHIFT;
        return hash == 0 ? 1 : hash;
    }

    private static boolean contains(long[] table, long hash) {
        int mask = table.length - 1;
        for (int i = (int) hash & mask; table[i] != 0; i = (i + 1) & mask) {
            if (table[i] == hash) {
                return true;
            }
        }
        return false;
    }

    private static void put(long[] table, long hash) {
        int mask = table.length - 1;
        int i = (int) hash & mask;
        while (table[i] != 0) {
            i = (i + 1) & mask;
        }
        table[i] = hash;
    }

    private static long[] grown(long[] table) {
        long[] larger = new long[table.length * 2];
        for (long hash : table) {
            if (hash != 0) {
                put(larger, hash);
            }
        }
        return larger;
    }

    /** Writes itself down. */
    public void write(DataOutput out) throws IOException {
        write(out, current);
        write(out, previous);
    }

    /** Reads what {@link #write} wrote. */
    public static RecentIds read(DataInput in, int perGeneration) throws IOException {
        RecentIds ids = new RecentIds(perGeneration);
        ids.current = readTable(in);
        ids.previous = readTable(in);
        ids.count = (int) Arrays.stream(ids.current).filter(hash -> hash != 0).count();
        return ids;
    }

    private static void write(DataOutput out, long[] table) throws IOException {
        out.writeInt(table.length);
        out.writeInt((int) Arrays.stream(table).filter(hash -> hash != 0).count());
        for (long hash : table) {
            if (hash != 0) {
                out.writeLong(hash);
            }
        }
    }

    private static long[] readTable(DataInput in) throws IOException {
        long[] table = new long[in.readInt()];
        for (int left = in.readInt(); left > 0; left--) {
            put(table, in.readLong());
        }
        return table;
    }
}
