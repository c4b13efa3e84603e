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
        out.writeByte(Rollup.width(rollup.scope().kind()));
        rollup.further().write(out);
        rollup.lengths().write(out);
        rollup.outcomes().write(out);
        rollup.revenues().write(out);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param further whether the further counts follow; the first version of the log had none
     */
    public static Rollup read(DataInput in, boolean further) throws IOException {
        Scope scope = scope(in);
        Buckets minutes = Buckets.read(in, Counters.WIDE);
        Tally spenders = Tally.read(in, Rollup.MAX_LABELS);
        Tally models = Tally.read(in, Rollup.MAX_LABELS);
        byte[] latencies = new byte[in.readInt()];
        in.readFully(latencies);
        return new Rollup(
                scope,
                minutes,
                spenders,
                models,
                latencies,
                further ? further(in, Rollup.width(scope.kind())) : new Buckets(Rollup.width(scope.kind())),
                further ? Buckets.read(in, 1) : new Buckets(1),
                further ? Tally.read(in, Rollup.MAX_LABELS) : new Tally(Rollup.MAX_LABELS),
                further ? Tally.read(in, Rollup.MAX_LABELS) : new Tally(Rollup.MAX_LABELS));
    }

    /** Counts in as many columns as were written, as far as there are columns for them now. */
    private static Buckets further(DataInput in, int width) throws IOException {
        Buckets written = Buckets.read(in, in.readByte());
        Buckets further = new Buckets(width);
        further.addAll(written, 1);
        return further;
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
