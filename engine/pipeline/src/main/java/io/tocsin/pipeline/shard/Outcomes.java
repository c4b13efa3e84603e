// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The conservation ledger of one shard: every signal ends in exactly one outcome. Not thread-safe. */
public final class Outcomes {

    /** What became of a signal. */
    public enum Outcome {
        /** Folded and judged; no rule stated anything on it. */
        NO_MATCH,
        /** Folded and judged; a rule stated an alert on it. */
        ALERT,
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

    private final EnumMap<Outcome, Long> counts = new EnumMap<>(Outcome.class);

    void count(Outcome outcome) {
        counts.merge(outcome, 1L, Long::sum);
    }

    /** Adds these counts to a report by word. */
    public void addTo(Map<String, Long> report) {
        counts.forEach((outcome, count) -> report.merge(outcome.word(), count, Long::sum));
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(counts.size());
        for (Map.Entry<Outcome, Long> entry : counts.entrySet()) {
            out.writeUTF(entry.getKey().name());
            out.writeLong(entry.getValue());
        }
    }

    void read(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            counts.put(Outcome.valueOf(in.readUTF()), in.readLong());
        }
    }
}
