// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import io.tocsin.server.http.Answers;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * How gRPC is answered: always 200, the outcome in trailers. What may be sent again says when in a {@code RetryInfo}; without one,
 * exporters drop what is answered with {@code RESOURCE_EXHAUSTED}. Thread-safe.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#failures">OTLP/gRPC failures</a>, read 2026-11-23
 */
public final class GrpcAnswers implements Answers {
    /** The only one. */
    public static final Answers ONLY = new GrpcAnswers();

    private static final String GRPC = "application/grpc";
    private static final String STATUS = "grpc-status";
    private static final int FRAME_HEAD = 5;
    private static final int RETRY_SECONDS = 1;
    private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";

    private static final int INVALID_ARGUMENT = 3;
    private static final int DEADLINE_EXCEEDED = 4;
    private static final int PERMISSION_DENIED = 7;
    private static final int RESOURCE_EXHAUSTED = 8;
    private static final int UNIMPLEMENTED = 12;
    private static final int INTERNAL = 13;
    private static final int UNAVAILABLE = 14;
    private static final int UNAUTHENTICATED = 16;

    private GrpcAnswers() {}

    /** Answers with a message. */
    static void message(Exchange exchange, Buffer message) {
        Buffer frame = Buffer.buffer(FRAME_HEAD + message.length())
                .appendByte((byte) 0)
                .appendInt(message.length())
                .appendBuffer(message);
        exchange.answer(200, GRPC, frame, Map.of(STATUS, "0"));
    }

    @Override
    public String mediaType() {
        return GRPC;
    }

    @Override
    public Buffer write(Refusal refusal) {
        return Buffer.buffer();
    }

    @Override
    public void send(Exchange exchange, Refusal refusal) {
        int code = code(refusal);
        String hint = refusal.hint().isEmpty() ? "" : "; " + refusal.hint();
        String message = refusal.detail() + hint;
        Map<String, String> trailers = new TreeMap<>();
        trailers.put(STATUS, Integer.toString(code));
        trailers.put("grpc-message", percentEncoded(message));
        if (refusal.status() == 503 || refusal.status() == 429) {
            trailers.put("grpc-status-details-bin", details(code, message));
        }
        exchange.answer(200, GRPC, Buffer.buffer(), trailers);
    }

    private static int code(Refusal refusal) {
        return switch (refusal.status()) {
            case 401 -> UNAUTHENTICATED;
            case 403, 421 -> PERMISSION_DENIED;
            case 404, 405, 415 -> UNIMPLEMENTED;
            case 408 -> DEADLINE_EXCEEDED;
            case 413, 429 -> RESOURCE_EXHAUSTED;
            case 500 -> INTERNAL;
            case 503 -> refusal == Delivery.OVERLOADED ? RESOURCE_EXHAUSTED : UNAVAILABLE;
            default -> INVALID_ARGUMENT;
        };
    }

    /** As the protocol wants it: printable ASCII but the percent sign as it is, all other bytes of UTF-8 as two digits. */
    private static String percentEncoded(String message) {
        StringBuilder out = new StringBuilder();
        for (byte letter : message.getBytes(StandardCharsets.UTF_8)) {
            if (letter >= ' ' && letter <= '~' && letter != '%') {
                out.append((char) letter);
            } else {
                out.append('%').append(String.format("%02X", letter));
            }
        }
        return out.toString();
    }

    /** A {@code google.rpc.Status} with a {@code RetryInfo}. */
    private static String details(int code, String message) {
        byte[] delay = Protobuf.message(out -> out.writeInt64(1, RETRY_SECONDS));
        byte[] retryInfo = Protobuf.message(out -> out.writeByteArray(1, delay));
        byte[] any = Protobuf.message(out -> {
            out.writeString(1, RETRY_INFO);
            out.writeByteArray(2, retryInfo);
        });
        return Base64.getEncoder().withoutPadding().encodeToString(Protobuf.message(out -> {
            out.writeInt32(1, code);
            out.writeString(2, message);
            out.writeByteArray(3, any);
        }));
    }
}
