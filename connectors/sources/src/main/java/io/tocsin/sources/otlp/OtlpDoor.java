// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import com.google.protobuf.Message.Builder;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Problems;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.wire.Body;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Parts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The OTLP door: an export of logs, metrics or traces in protobuf or JSON. JSON becomes the same bytes, so both are read by the
 * same code. Records that are of no interest are accepted and ignored; records that cannot be are counted, as
 * the protocol's partial success wants it. Thread-safe.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/">OTLP specification</a>
 */
public final class OtlpDoor implements Door {
    private static final int UNSUPPORTED = 415;

    private final PriceBook prices;
    private final @Nullable Kind only;

    private OtlpDoor(PriceBook prices, @Nullable Kind only) {
        this.prices = prices;
        this.only = only;
    }

    /** A door for {@code /v1/logs} that prices calls by this book. */
    public static OtlpDoor logs(PriceBook prices) {
        return new OtlpDoor(prices, Kind.LOGS);
    }

    /** A door for {@code /v1/metrics}. */
    public static OtlpDoor metrics(PriceBook prices) {
        return new OtlpDoor(prices, Kind.METRICS);
    }

    /** A door for {@code /v1/traces}. */
    public static OtlpDoor traces(PriceBook prices) {
        return new OtlpDoor(prices, Kind.TRACES);
    }

    /** A door for every kind, in JSON only, which says itself what it is. */
    public static OtlpDoor json(PriceBook prices) {
        return new OtlpDoor(prices, null);
    }

    @Override
    public Reading read(Message message) {
        Export context = new Export(new SignalGate(message, prices, "otlp"), message.receivedAt());
        if (!message.contentType().contains("protobuf")) {
            return json(message, context);
        }
        if (only == null) {
            return new Reading.Rejected(new Problem(
                    UNSUPPORTED,
                    "media-type",
                    "protobuf does not say whether it is logs, metrics or traces",
                    "",
                    "send it to /v1/logs, /v1/metrics or /v1/traces"));
        }
        return read(only, message.body(), context);
    }

    private static Reading read(Kind kind, byte[] protobuf, Export context) {
        try {
            kind.read(protobuf, context);
            return context.reading();
        } catch (Parts.TooMany tooMany) {
            return new Reading.Rejected(Parts.tooMany());
        } catch (IOException malformed) {
            return new Reading.Rejected(Problems.malformed(
                    "protobuf-malformed",
                    "the body is not an export of " + kind.word() + " in protobuf",
                    "send protobuf, or Content-Type: application/json"));
        }
    }

    private Reading json(Message message, Export context) {
        Body body = Body.of(message.body());
        if (body.problem().isPresent()) {
            return new Reading.Rejected(body.problem().get());
        }
        Node export = body.value();
        if (body.values().size() != 1 || !export.isObject()) {
            return new Reading.Rejected(
                    Problems.malformed("schema", "an export is one JSON object", "send one request per export"));
        }
        List<Kind> told = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Node groups = export.at(kind.groups());
            if (groups.exists() && !groups.isArray()) {
                return new Reading.Rejected(Problems.malformed("schema", kind.groups() + " must be a list", ""));
            }
            if (groups.exists()) {
                told.add(kind);
            }
        }
        if (only != null && !told.isEmpty() && !told.contains(only)) {
            return new Reading.Rejected(Problems.malformed(
                    "schema",
                    "this is an export of " + told.get(0).word(),
                    "send it to /v1/" + told.get(0).word()));
        }
        for (Kind kind : told) {
            if (only == null || only == kind) {
                Builder builder = kind.export();
                JsonExport.read(export.json(), builder);
                Reading reading = read(kind, builder.build().toByteArray(), context);
                if (reading instanceof Reading.Rejected) {
                    return reading;
                }
            }
        }
        return context.reading();
    }
}
