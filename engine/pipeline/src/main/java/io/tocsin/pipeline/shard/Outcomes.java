// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The conservation ledger of one shard: every signal ends in exactly one outcome. Not thread-safe. */
public final class Outcomes {

    /** What became of a signal. */
    public enum Outcome {
        /** Folded and judged; no rule stated anything on it. */
        NO_MATCH,
        /** Folded and judged; a rule stated an alert on it. */
        ALERT,
        /** Said by the engine of itself, however often; judged like any other. */
        OWN,
        /** Known already; had no second effect. */
        DUPLICATE,
        /** Older than windows reach back; kept in the log, not folded. */
        LATE,
        /** Not understood; kept as a dead letter. */
        DEAD_LETTER;

        /** The word used in reports, such as {@code no-match}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final Outcome[] ALL = Outcome.values();

    private final long[] counts = new long[ALL.length];

    void count(Outcome outcome) {
        counts[outcome.ordinal()]++;
    }

    /** Adds another's counts to these. */
    public void add(Outcomes other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    /** Counts by word, of what happened at all. */
    public Map<String, Long> byWord() {
        TreeMap<String, Long> words = new TreeMap<>();
        for (Outcome outcome : ALL) {
            if (counts[outcome.ordinal()] > 0) {
                words.put(outcome.word(), counts[outcome.ordinal()]);
            }
        }
        return words;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(counts.length);
        for (Outcome outcome : ALL) {
            out.writeUTF(outcome.name());
            out.writeLong(counts[outcome.ordinal()]);
        }
    }

    void read(DataInput in, int count) throws IOException {
        for (int left = count; left > 0; left--) {
            counts[Outcome.valueOf(in.readUTF()).ordinal()] = in.readLong();
        }
    }
}
