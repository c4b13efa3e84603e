// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.log;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.window.Counters;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a rollup is written down, in the log and in checkpoints. */
public final class RollupCodec {
    private RollupCodec() {}

    /** Writes one rollup. */
    public static void write(DataOutput out, Rollup rollup) throws IOException {
        scope(out, rollup.scope());
        out.writeInt(rollup.minutes().size());
        for (Counters.Minute minute : rollup.minutes()) {
            out.writeLong(minute.minute());
            out.writeInt(minute.counts().length);
            for (long count : minute.counts()) {
                out.writeLong(count);
            }
        }
        amounts(out, rollup.spenders());
        amounts(out, rollup.models());
        out.writeInt(rollup.latencies().length);
        out.write(rollup.latencies());
    }

    /** Reads what {@link #write} wrote. */
    public static Rollup read(DataInput in) throws IOException {
        Scope scope = scope(in);
        List<Counters.Minute> minutes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            long minute = in.readLong();
            long[] counts = new long[in.readInt()];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = in.readLong();
            }
            minutes.add(new Counters.Minute(minute, counts));
        }
        Map<String, Long> spenders = amounts(in);
        Map<String, Long> models = amounts(in);
        byte[] latencies = new byte[in.readInt()];
        in.readFully(latencies);
        return new Rollup(scope, minutes, spenders, models, latencies);
    }

    static void scope(DataOutput out, Scope scope) throws IOException {
        out.writeUTF(scope.kind().name());
        out.writeUTF(scope.tenant());
        out.writeUTF(scope.id());
    }

    static Scope scope(DataInput in) throws IOException {
        return new Scope(ScopeKind.valueOf(in.readUTF()), in.readUTF(), in.readUTF());
    }

    private static void amounts(DataOutput out, Map<String, Long> amounts) throws IOException {
        out.writeInt(amounts.size());
        for (Map.Entry<String, Long> entry : new TreeMap<>(amounts).entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue());
        }
    }

    private static Map<String, Long> amounts(DataInput in) throws IOException {
        Map<String, Long> amounts = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            amounts.put(in.readUTF(), in.readLong());
        }
        return amounts;
    }
}
