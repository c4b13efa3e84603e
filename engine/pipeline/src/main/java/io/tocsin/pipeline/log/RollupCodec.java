// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.log;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.window.Buckets;
import io.tocsin.pipeline.window.Counters;
import io.tocsin.pipeline.window.Tally;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a rollup is written down, in the log and in checkpoints. */
public final class RollupCodec {
    private RollupCodec() {}

    /** Writes one rollup. */
    public static void write(DataOutput out, Rollup rollup) throws IOException {
        scope(out, rollup.scope());
        rollup.minutes().write(out);
        rollup.spenders().write(out);
        rollup.models().write(out);
        out.writeInt(rollup.latencies().length);
        out.write(rollup.latencies());
    }

    /** Reads what {@link #write} wrote. */
    public static Rollup read(DataInput in) throws IOException {
        Scope scope = scope(in);
        Buckets minutes = Buckets.read(in, Counters.WIDE);
        Tally spenders = Tally.read(in, Rollup.MAX_LABELS);
        Tally models = Tally.read(in, Rollup.MAX_LABELS);
        byte[] latencies = new byte[in.readInt()];
        in.readFully(latencies);
        return new Rollup(scope, minutes, spenders, models, latencies);
    }

    /** Writes one scope. */
    public static void scope(DataOutput out, Scope scope) throws IOException {
        out.writeUTF(scope.kind().name());
        out.writeUTF(scope.tenant());
        out.writeUTF(scope.id());
    }

    /** Reads one scope. */
    public static Scope scope(DataInput in) throws IOException {
        return new Scope(ScopeKind.valueOf(in.readUTF()), in.readUTF(), in.readUTF());
    }
}
