// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import io.tocsin.server.http.Answers;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.JsonText;
import io.tocsin.server.http.Refusal;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The two encodings of OTLP over HTTP. What is answered is encoded as what was asked: an {@code Export…ServiceResponse}, the
 * same fields for logs, metrics and traces, or a {@code google.rpc.Status}.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp-response">OTLP/HTTP response</a>, opentelemetry-proto,
 *     docs/specification.md at ac2c4b5
 */
enum OtlpEncoding implements Answers {
    JSON(Exchange.JSON) {
        @Override
        Buffer complete() {
            return Buffer.buffer("{}");
        }

        @Override
        Buffer partial(String rejectedField, int rejected, String reason) {
            StringBuilder out = new StringBuilder("{\"partialSuccess\":{\"");
            out.append(rejectedField).append("\":\"").append(rejected).append("\",\"errorMessage\":");
            JsonText.quote(out, reason);
            return Buffer.buffer(out.append("}}").toString());
        }

        @Override
        Buffer status(int code, String message) {
            StringBuilder out = new StringBuilder("{\"code\":").append(code).append(",\"message\":");
            JsonText.quote(out, message);
            return Buffer.buffer(out.append('}').toString());
        }
    },
    PROTOBUF("application/x-protobuf") {
        @Override
        Buffer complete() {
            return Buffer.buffer();
        }

        @Override
        Buffer partial(String rejectedField, int rejected, String reason) {
            byte[] partial = Protobuf.message(out -> {
                out.writeInt64(REJECTED, rejected);
                out.writeString(ERROR_MESSAGE, reason);
            });
            return Buffer.buffer(Protobuf.message(out -> out.writeByteArray(PARTIAL_SUCCESS, partial)));
        }

        @Override
        Buffer status(int code, String message) {
            return Buffer.buffer(Protobuf.message(out -> {
                out.writeInt32(CODE, code);
                out.writeString(MESSAGE, message);
            }));
        }
    };

    private static final int PARTIAL_SUCCESS = 1;
    private static final int REJECTED = 1;
    private static final int ERROR_MESSAGE = 2;
    private static final int CODE = 1;
    private static final int MESSAGE = 2;

    private static final int INVALID_ARGUMENT = 3;
    private static final int INTERNAL = 13;
    private static final int UNAVAILABLE = 14;

    private final String mediaType;

    OtlpEncoding(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The encoding of a media type; null when it is neither. */
    static @Nullable OtlpEncoding of(String mediaType) {
        return switch (mediaType) {
            case "application/json" -> JSON;
            case "application/x-protobuf", "application/protobuf" -> PROTOBUF;
            default -> null;
        };
    }

    /** Everything was taken. */
    abstract Buffer complete();

    /** Some records were not. */
    abstract Buffer partial(String rejectedField, int rejected, String reason);

    abstract Buffer status(int code, String message);

    @Override
    public String mediaType() {
        return mediaType;
    }

    @Override
    public Buffer write(Refusal refusal) {
        String hint = refusal.hint().isEmpty() ? "" : "; " + refusal.hint();
        return status(code(refusal.status()), refusal.detail() + hint);
    }

    private static int code(int status) {
        return switch (status) {
            case 503 -> UNAVAILABLE;
            case 500 -> INTERNAL;
            default -> INVALID_ARGUMENT;
        };
    }
}
