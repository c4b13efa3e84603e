// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.window.RecentIds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * How a shard's state is written down and read back, as a whole. Taken right after a tick, when partial sums are sent and
 * nothing waits to be judged.
 */
public final class ShardCheckpoint {
    private ShardCheckpoint() {}

    /** The shard's state, if anything in it changed since the last call. */
    public static Optional<byte[]> changed(Shard shard) {
        if (!shard.dirty) {
            return Optional.empty();
        }
        shard.dirty = false;
        return Optional.of(Written.bytes(out -> write(shard, out)));
    }

    private static void write(Shard shard, DataOutput out) throws IOException {
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
    }

    /** Puts the state back into a new shard. */
    public static void restore(Shard shard, byte[] state) {
        Written.read(state, in -> read(shard, in));
    }

    private static boolean read(Shard shard, DataInput in) throws IOException {
        shard.outcomes.read(in);
        shard.judge.read(in);
        shard.partials.read(in);
        shard.tools.read(in);
        for (int i = 0; i < shard.seenRollups.length; i++) {
            shard.seenRollups[i] = in.readLong();
        }
        shard.ids = RecentIds.read(in, Shard.IDS_PER_GENERATION);
        shard.wide.read(in);
        shard.narrow.read(in);
        return true;
    }
}
