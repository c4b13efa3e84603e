// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import io.tocsin.model.response.Receipt;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.server.http.Body;
import io.tocsin.server.http.Endpoint;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;
import java.util.Map;

/**
 * {@code POST /v1/logs}, {@code /v1/metrics} and {@code /v1/traces}: OTLP over HTTP in protobuf and JSON, answered in the
 * encoding of the request. Only 503, with {@code Retry-After}, asks a client to send the same again. Thread-safe.
 */
public final class OtlpEndpoint implements Endpoint {
    private final Intake intake;
    private final Inlet inlet;
    private final String rejectedField;
    private final int limit;

    /**
     * For one kind of telemetry.
     *
     * @param source name of the door, such as {@code otlp-logs}
     * @param rejectedField what counts rejected records in a partial success, such as {@code rejectedLogRecords}
     * @param limit most bytes of a body
     */
    public OtlpEndpoint(Intake intake, String source, Door door, String rejectedField, int limit) {
        this.intake = intake;
        this.inlet = Inlet.of(source, door);
        this.rejectedField = rejectedField;
        this.limit = limit;
    }

    @Override
    public void serve(Exchange exchange) {
        OtlpEncoding encoding = OtlpEncoding.of(Body.mediaType(exchange));
        exchange.answersAs(encoding == null ? OtlpEncoding.JSON : encoding);
        if (encoding == null) {
            exchange.refuse(new Refusal(
                    415,
                    "content-type-unsupported",
                    "OTLP is read as application/x-protobuf and application/json",
                    "Content-Type",
                    "set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"));
        } else {
            Form form = new ExportResponse(encoding, rejectedField);
            Body.read(exchange, limit, body -> intake.take(exchange, inlet, body, form));
        }
    }

    /** The {@code Export…ServiceResponse}: empty unless some records were rejected. */
    private record ExportResponse(OtlpEncoding encoding, String rejectedField) implements Form {
        @Override
        public void accepted(Exchange exchange, Receipt receipt, Reading.Understood understood) {
            exchange.answer(
                    200,
                    encoding.mediaType(),
                    understood.rejected() == 0
                            ? encoding.complete()
                            : encoding.partial(rejectedField, understood.rejected(), understood.reason()));
        }

        @Override
        public Map<String, String> headers(Exchange exchange) {
            return Headers.visible(exchange);
        }
    }
}
