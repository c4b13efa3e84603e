// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Problems;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.wire.Body;
import io.tocsin.sources.wire.Node;
import java.util.Optional;

/**
 * The OTLP/HTTP door: an export of logs, metrics or traces in JSON. Records that are of no interest are accepted and
 * ignored; records that cannot be are counted, as the protocol's partial success wants it. Thread-safe.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/">OTLP specification</a>
 */
public final class OtlpDoor implements Door {
    private static final int UNSUPPORTED = 415;

    private final PriceBook prices;

    /** A door that prices calls by this book. */
    public OtlpDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        if (message.contentType().contains("protobuf")) {
            return new Reading.Rejected(new Problem(
                    UNSUPPORTED, "media-type", "only application/json is read here", "", "set the protocol http/json"));
        }
        Body body = Body.of(message.body());
        if (body.problem().isPresent()) {
            return new Reading.Rejected(body.problem().get());
        }
        Node export = body.value();
        if (body.values().size() != 1 || !export.isObject()) {
            return new Reading.Rejected(
                    Problems.malformed("schema", "an export is one JSON object", "send one request per export"));
        }
        return read(export, message);
    }

    private Reading read(Node export, Message message) {
        Export context = new Export(new SignalGate(message, prices, "otlp"), message.receivedAt());
        Optional<Problem> wrong = groups(export, "resourceLogs")
                .or(() -> groups(export, "resourceMetrics"))
                .or(() -> groups(export, "resourceSpans"));
        if (wrong.isPresent()) {
            return new Reading.Rejected(wrong.get());
        }
        new LogRecords(context).read(export.at("resourceLogs"));
        new Metrics(context).read(export.at("resourceMetrics"));
        new Spans(context).read(export.at("resourceSpans"));
        return context.reading();
    }

    private static Optional<Problem> groups(Node export, String name) {
        Node groups = export.at(name);
        return !groups.exists() || groups.isArray()
                ? Optional.empty()
                : Optional.of(Problems.malformed("schema", name + " must be a list", ""));
    }
}
