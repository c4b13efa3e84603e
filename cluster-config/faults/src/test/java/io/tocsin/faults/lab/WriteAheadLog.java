// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A write-ahead log of SQLite: a header of 32 bytes, then frames of a header of 24 bytes and a page. The frame that ends a
 * commit has the size of the database in its second word, others 0 (sqlite.org/fileformat2.html §4.1, read 2026-11-27).
 * Frames of an earlier round, whose salt differs, are no part of it. Immutable.
 */
public final class WriteAheadLog {
    /** Bytes of one frame, for pages of 4 KiB. */
    public static final int FRAME_BYTES = 24 + 4096;

    private static final int HEADER_BYTES = 32;
    private static final int SALT_IN_HEADER = 16;
    private static final int SIZE_IN_FRAME = 4;
    private static final int SALT_IN_FRAME = 8;

    private final byte[] bytes;
    private final List<Integer> frames = new ArrayList<>();
    private final List<Integer> commits = new ArrayList<>();

    private WriteAheadLog(byte[] bytes) {
        ByteBuffer words = ByteBuffer.wrap(bytes);
        int at = HEADER_BYTES;
        while (at + FRAME_BYTES <= bytes.length && words.getLong(at + SALT_IN_FRAME) == words.getLong(SALT_IN_HEADER)) {
            frames.add(at);
            if (words.getInt(at + SIZE_IN_FRAME) != 0) {
                commits.add(at + FRAME_BYTES);
            }
            at += FRAME_BYTES;
        }
        this.bytes = Arrays.copyOf(bytes, at);
    }

    /** Of a file's content, which is copied. */
    public static WriteAheadLog of(byte[] content) {
        return new WriteAheadLog(content);
    }

    /** Where its frames begin, in order. */
    public List<Integer> frames() {
        return List.copyOf(frames);
    }

    /** Where its commits end, in order. */
    public List<Integer> commits() {
        return List.copyOf(commits);
    }

    /** How many commits are whole when it is cut there. */
    public int commitsBefore(int cut) {
        return (int) commits.stream().filter(end -> end <= cut).count();
    }

    /** Its length in bytes. */
    public int length() {
        return bytes.length;
    }

    /** What is left when it is cut there. */
    public byte[] upTo(int cut) {
        return Arrays.copyOf(bytes, cut);
    }
}
