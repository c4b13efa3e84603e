// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.window.RecentIds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * How a shard's state is written down and read back, as a whole. Taken right after a tick, when partial sums are sent and
 * nothing waits to be judged.
 */
public final class ShardCheckpoint {
    /** From this version on, users know their team and what sensitive data they sent, and further parts follow by name. */
    static final int WITH_HANDLING = 2;

    /** From this version on, sessions know what they spent by the minute. */
    static final int WITH_PACE = 3;

    private static final int VERSION = WITH_PACE;
    private static final int FIRST_VERSION = 1;

    private ShardCheckpoint() {}

    /** The shard's state, if anything in it changed since it was last written down whole. */
    public static Optional<byte[]> changed(Shard shard) {
        if (!shard.dirty) {
            return Optional.empty();
        }
        byte[] state = Written.bytes(out -> write(shard, out));
        shard.dirty = false;
        return Optional.of(state);
    }

    private static void write(Shard shard, DataOutput out) throws IOException {
        out.writeInt(-VERSION);
        shard.outcomes.write(out);
        shard.judge.write(out);
        shard.partials.write(out);
        shard.tools.write(out);
        for (long seen : shard.seenRollups) {
            out.writeLong(seen);
        }
        shard.ids.write(out);
        shard.wide.write(out);
        shard.narrow.write(out);
        Map<String, Part> parts = shard.parts();
        out.writeInt(parts.size());
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            out.writeUTF(part.getKey());
            Written.part(out, part.getValue()::write);
        }
    }

    /** Puts the state back into a new shard. */
    public static void restore(Shard shard, byte[] state) {
        Written.read(state, in -> read(shard, in));
    }

    private static boolean read(Shard shard, DataInput in) throws IOException {
        // The first version had no number: it began with how many outcomes there are, which is positive.
        int first = in.readInt();
        int version = first < 0 ? -first : FIRST_VERSION;
        shard.outcomes.read(in, version == FIRST_VERSION ? first : in.readInt());
        shard.judge.read(in);
        shard.partials.read(in);
        shard.tools.read(in);
        for (int i = 0; i < shard.seenRollups.length; i++) {
            shard.seenRollups[i] = in.readLong();
        }
        shard.ids = RecentIds.read(in, Shard.IDS_PER_GENERATION);
        shard.wide.read(in);
        shard.narrow.read(in, version);
        if (version >= WITH_HANDLING) {
            readParts(shard, in);
        }
        return true;
    }

    /** A part that is missing stays as a new shard has it; one that is no longer known is passed over. */
    private static void readParts(Shard shard, DataInput in) throws IOException {
        Map<String, Part> parts = shard.parts();
        for (int left = in.readInt(); left > 0; left--) {
            Part part = parts.get(in.readUTF());
            Written.part(in, from -> {
                if (part != null) {
                    part.read(from);
                }
                return true;
            });
        }
    }

    /** A part of the fold that is written down under a name of its own. */
    interface Part {
        /** Writes itself down. */
        void write(DataOutput out) throws IOException;

        /** Reads what {@link #write} wrote. */
        void read(DataInput in) throws IOException;
    }
}
