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
 * {@code Export} of one of the three services of OTLP over gRPC: the same reading as OTLP over HTTP, in the frame of gRPC. A call
 * has one message, and so has its answer. Thread-safe.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlpgrpc">OTLP/gRPC</a>, opentelemetry-proto, docs/specification.md at
 *     ac2c4b5
 */
public final class GrpcEndpoint implements Endpoint {
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String GRPC = "application/grpc";

    private final Intake intake;
    private final Inlet inlet;
    private final int limit;

    /**
     * For one kind of telemetry.
     *
     * @param source name of the door, such as {@code otlp-logs}
     * @param limit most bytes of a message, also after decompression
     */
    public GrpcEndpoint(Intake intake, String source, Door door, int limit) {
        this.intake = intake;
        this.inlet = Inlet.of(source, door);
        this.limit = limit;
    }

    @Override
    public void serve(Exchange exchange) {
        String type = Body.mediaType(exchange);
        if (!exchange.multiplexed() || !type.equals(GRPC) && !type.equals(GRPC + "+proto")) {
            exchange.refuse(new Refusal(
                    415,
                    "content-type-unsupported",
                    "this port speaks gRPC over HTTP/2, with messages in protobuf",
                    "Content-Type",
                    "send OTLP over HTTP to server.port"));
            return;
        }
        Body.readFramed(exchange, limit, body -> intake.take(exchange, inlet, body, ExportResponse.ONLY));
    }

    /** The {@code Export…ServiceResponse}: empty unless some records were rejected. */
    private enum ExportResponse implements Form {
        ONLY;

        @Override
        public void accepted(Exchange exchange, Receipt receipt, Reading.Understood understood) {
            GrpcAnswers.message(
                    exchange,
                    understood.rejected() == 0
                            ? OtlpEncoding.PROTOBUF.complete()
                            : OtlpEncoding.PROTOBUF.partial("", understood.rejected(), understood.reason()));
        }

        @Override
        public String mediaType(Exchange exchange) {
            return PROTOBUF;
        }

        @Override
        public Map<String, String> headers(Exchange exchange) {
            return Headers.visible(exchange);
        }
    }
}
