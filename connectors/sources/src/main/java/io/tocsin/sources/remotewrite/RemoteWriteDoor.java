// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.remotewrite;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Problems;
import io.tocsin.pipeline.signal.SignalGate;
import java.io.IOException;

/**
 * Reads what Prometheus and its kin write to remote storage, versions 1.0 and 2.0, already decompressed: one signal per sample.
 * The version is that of the header {@code content-type}. Thread-safe.
 */
public final class RemoteWriteDoor implements Door {
    private static final int UNSUPPORTED = 415;
    private static final String CONTENT_TYPE = "content-type";

    private final PriceBook prices;

    /** A door. */
    public RemoteWriteDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        Version version = Version.of(message.headers().getOrDefault(CONTENT_TYPE, message.contentType()));
        if (version == null) {
            return new Reading.Rejected(new Problem(
                    UNSUPPORTED,
                    "content-type-unsupported",
                    "remote write is read as prometheus.WriteRequest and io.prometheus.write.v2.Request",
                    "Content-Type",
                    "send application/x-protobuf, with proto= for version 2"));
        }
        Samples samples = new Samples(new SignalGate(message, prices, "prometheus"));
        try {
            version.read(message.body(), samples);
            return samples.reading(version.countsAreAnswered());
        } catch (IOException malformed) {
            return new Reading.Rejected(Problems.malformed(
                    "protobuf-malformed",
                    "the body is not a remote-write request of the version its Content-Type tells",
                    "send protobuf, compressed as one block of snappy"));
        }
    }
}
