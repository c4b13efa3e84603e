// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import io.tocsin.model.response.Receipt;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.server.http.Answers;
import io.tocsin.server.http.Body;
import io.tocsin.server.http.Endpoint;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.JsonText;
import io.tocsin.server.http.Refusal;
import java.util.Map;

/**
 * {@code POST /v1/logs}, {@code /v1/metrics} and {@code /v1/traces}: OTLP over HTTP in its JSON encoding, answered as its
 * specification asks (opentelemetry-proto, docs/specification.md at ac2c4b5). Thread-safe.
 */
public final class OtlpEndpoint implements Endpoint {
    private final Intake intake;
    private final Inlet inlet;
    private final Form form;
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
        this.form = new ExportResponse(rejectedField);
        this.limit = limit;
    }

    @Override
    public void serve(Exchange exchange) {
        exchange.answersAs(Status.ANSWERS);
        if (Body.mediaType(exchange).equals(Exchange.JSON)) {
            Body.read(exchange, limit, body -> intake.take(exchange, inlet, body, form));
        } else {
            exchange.refuse(new Refusal(
                    415,
                    "content-type-unsupported",
                    "OTLP is read in its JSON encoding only",
                    "Content-Type",
                    "set OTEL_EXPORTER_OTLP_PROTOCOL=http/json"));
        }
    }

    /** The {@code Export…ServiceResponse}: empty unless some records were rejected. */
    private record ExportResponse(String rejectedField) implements Form {
        @Override
        public void accepted(Exchange exchange, Receipt receipt, Reading.Understood understood) {
            if (understood.rejected() == 0) {
                exchange.json(200, "{}");
            } else {
                partly(exchange, understood.rejected(), understood.reason());
            }
        }

        @Override
        public boolean keeps() {
            return false;
        }

        @Override
        public void deadLettered(Exchange exchange, String detail) {
            throw new IllegalStateException("nothing of an export is kept");
        }

        @Override
        public Map<String, String> headers(Exchange exchange) {
            return Headers.visible(exchange);
        }

        private void partly(Exchange exchange, int rejected, String reason) {
            StringBuilder out = new StringBuilder("{\"partialSuccess\":{\"");
            out.append(rejectedField).append("\":\"").append(rejected).append("\",\"errorMessage\":");
            JsonText.quote(out, reason);
            exchange.json(200, out.append("}}").toString());
        }
    }

    /** A {@code google.rpc.Status}. */
    private static final class Status implements Answers {
        private static final Answers ANSWERS = new Status();
        private static final int INVALID_ARGUMENT = 3;
        private static final int INTERNAL = 13;
        private static final int UNAVAILABLE = 14;

        @Override
        public String mediaType() {
            return Exchange.JSON;
        }

        @Override
        public String write(Refusal refusal) {
            String hint = refusal.hint().isEmpty() ? "" : "; " + refusal.hint();
            StringBuilder out = new StringBuilder("{\"code\":")
                    .append(code(refusal.status()))
                    .append(",\"message\":");
            JsonText.quote(out, refusal.detail() + hint);
            return out.append('}').toString();
        }

        private static int code(int status) {
            return switch (status) {
                case 503 -> UNAVAILABLE;
                case 500 -> INTERNAL;
                default -> INVALID_ARGUMENT;
            };
        }
    }
}
