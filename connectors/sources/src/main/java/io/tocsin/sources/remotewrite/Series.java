// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.remotewrite;

import com.google.protobuf.CodedInputStream;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.wire.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One time series as it is read: what it is called and what was measured. Reused for the next of its request; keeps no more
 * samples and histograms than a message may carry signals. Not thread-safe.
 */
final class Series {
    /** Labels by name, {@code __name__} among them. */
    final TreeMap<String, String> labels = new TreeMap<>();

    final List<Sample> samples = new ArrayList<>();
    final List<Histogram> histograms = new ArrayList<>();

    /** How many samples and histograms of it are not kept, because the request has brought as many as it may. */
    int left;

    private int kept;

    /** Its type; 0 when not told. */
    int type;

    /** Its unit; null when not told. */
    @Nullable String unit;

    /** Since when it counts, milliseconds since 1970; 0 when not told. */
    long createdMillis;

    void clear() {
        labels.clear();
        samples.clear();
        histograms.clear();
        left = 0;
        kept = 0;
        type = 0;
        unit = null;
        createdMillis = 0;
    }

    /** Reads a sample. */
    void sample(CodedInputStream in) throws IOException {
        keep(samples, Sample.read(in));
    }

    /** Reads a native histogram. */
    void histogram(CodedInputStream in) throws IOException {
        keep(histograms, Histogram.read(in));
    }

    private <T> void keep(List<T> among, T read) {
        if (kept < SignalGate.MOST_SIGNALS) {
            kept++;
            among.add(read);
        } else {
            left++;
        }
    }

    /** A value at a time, in milliseconds since 1970; {@code startMillis} is 0 when not told. */
    record Sample(double value, long atMillis, long startMillis) {
        private static final int VALUE = Wire.fixed64(1);
        private static final int TIMESTAMP = Wire.varint(2);
        private static final int START_TIMESTAMP = Wire.varint(3);

        static Sample read(CodedInputStream in) throws IOException {
            double[] value = {0};
            long[] times = {0, 0};
            Wire.inside(in, (tag, field) -> {
                if (tag == VALUE) {
                    value[0] = field.readDouble();
                } else if (tag == TIMESTAMP) {
                    times[0] = field.readInt64();
                } else if (tag == START_TIMESTAMP) {
                    times[1] = field.readInt64();
                } else {
                    return false;
                }
                return true;
            });
            return new Sample(value[0], times[0], times[1]);
        }
    }

    /** A native histogram at a time; its buckets are not kept. Both versions of the protocol write it alike. */
    record Histogram(double count, double sum, boolean gauge, long atMillis) {
        private static final int COUNT_INT = Wire.varint(1);
        private static final int COUNT_FLOAT = Wire.fixed64(2);
        private static final int SUM = Wire.fixed64(3);
        private static final int RESET_HINT = Wire.varint(14);
        private static final int TIMESTAMP = Wire.varint(15);
        private static final int GAUGE = 3;
        private static final double TWO_TO_63 = 0x1p63;

        static Histogram read(CodedInputStream in) throws IOException {
            double[] told = {0, 0};
            long[] whole = {0, 0};
            Wire.inside(in, (tag, field) -> {
                if (tag == COUNT_INT) {
                    long count = field.readUInt64();
                    told[0] = count >= 0 ? count : TWO_TO_63;
                } else if (tag == COUNT_FLOAT) {
                    told[0] = field.readDouble();
                } else if (tag == SUM) {
                    told[1] = field.readDouble();
                } else if (tag == RESET_HINT) {
                    whole[0] = field.readEnum();
                } else if (tag == TIMESTAMP) {
                    whole[1] = field.readInt64();
                } else {
                    return false;
                }
                return true;
            });
            return new Histogram(told[0], told[1], whole[0] == GAUGE, whole[1]);
        }
    }
}
