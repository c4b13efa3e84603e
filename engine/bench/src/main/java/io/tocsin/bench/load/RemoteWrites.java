// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.load;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Random;

/** Requests of remote write 1.0 as a Prometheus that scrapes a gateway sends them, equal for equal seeds. */
public final class RemoteWrites {
    private static final int SERIES = 1;
    private static final int LABELS = 1;
    private static final int SAMPLES = 2;

    private RemoteWrites() {}

    /** A request of these many series with one sample and seven labels each, not compressed. */
    public static byte[] series(int count, long seed, Instant at) {
        Random random = new Random(seed);
        return message(request -> {
            for (int i = 0; i < count; i++) {
                int number = i;
                request.writeByteArray(SERIES, message(series -> {
                    label(series, "__name__", "litellm_spend_metric_total");
                    label(series, "instance", "gateway-" + number % 4 + ":4000");
                    label(series, "job", "litellm");
                    label(series, "model", "claude-sonnet-5");
                    label(series, "team", "team-" + number % 12);
                    label(series, "end_user", "user-" + number);
                    label(series, "api_provider", "anthropic");
                    series.writeByteArray(SAMPLES, message(sample -> {
                        sample.writeDouble(1, random.nextInt(100_000) / 100.0);
                        sample.writeInt64(2, at.toEpochMilli());
                    }));
                }));
            }
        });
    }

    private static void label(CodedOutputStream series, String name, String value) throws IOException {
        series.writeByteArray(LABELS, message(label -> {
            label.writeString(1, name);
            label.writeString(2, value);
        }));
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.write(out);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    @FunctionalInterface
    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }
}
