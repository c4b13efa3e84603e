// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers the body of one request, never more than its limit, and takes it out of its compression. */
public final class Body implements Handler<Buffer> {
    private static final byte[] NOTHING = {};
    private static final String BODY = "body";

    private final Exchange exchange;
    private final int limit;
    private final @Nullable Compression compression;
    private final Consumer<byte[]> then;
    private @Nullable Buffer gathered;
    private boolean appendable;
    private boolean refused;

    private Body(Exchange exchange, int limit, @Nullable Compression compression, Consumer<byte[]> then) {
        this.exchange = exchange;
        this.limit = limit;
        this.compression = compression;
        this.then = then;
    }

    /**
     * Reads the body and goes on with it; a body that is too large or not decodable is refused instead.
     *
     * @param limit most bytes, also after decompression
     */
    public static void read(Exchange exchange, int limit, Consumer<byte[]> then) {
        String encoding = exchange.header(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            read(exchange, limit, null, then);
        } else if (encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip")) {
            read(exchange, limit, Gzip::inflate, then);
        } else {
            exchange.refuse(new Refusal(
                    415,
                    "encoding-unsupported",
                    "the body must be sent as it is or with gzip",
                    "Content-Encoding",
                    "use gzip"));
        }
    }

    /**
     * The same for a body that must be one block of snappy.
     *
     * @param limit most bytes, also after decompression
     */
    public static void readSnappy(Exchange exchange, int limit, Consumer<byte[]> then) {
        if ("snappy".equalsIgnoreCase(exchange.header(HttpHeaders.CONTENT_ENCODING))) {
            read(exchange, limit, SnappyBlock::inflate, then);
        } else {
            exchange.refuse(new Refusal(
                    415,
                    "encoding-unsupported",
                    "the body must be one block of snappy",
                    "Content-Encoding",
                    "use snappy"));
        }
    }

    /**
     * The same for a body that must be one message of gRPC, as it is or with gzip.
     *
     * @param limit most bytes of the message, also after decompression
     */
    public static void readFramed(Exchange exchange, int limit, Consumer<byte[]> then) {
        read(exchange, limit + GrpcFrame.HEAD, null, body -> {
            GrpcFrame frame = GrpcFrame.of(body);
            if (frame == null) {
                exchange.refuse(new Refusal(
                        400, "grpc-malformed", "a call must have one message in one frame", BODY, "use unary calls"));
            } else if (!frame.compressed()) {
                then.accept(frame.message());
            } else if ("gzip".equals(exchange.header("grpc-encoding"))) {
                inflate(exchange, limit, Gzip::inflate, frame.message(), then);
            } else {
                exchange.request().response().putHeader("grpc-accept-encoding", "identity,gzip");
                exchange.refuse(new Refusal(
                        415,
                        "encoding-unsupported",
                        "a message must be sent as it is or with gzip",
                        "grpc-encoding",
                        "use gzip"));
            }
        });
    }

    private static void read(Exchange exchange, int limit, @Nullable Compression compression, Consumer<byte[]> then) {
        if (announced(exchange) > limit) {
            exchange.refuse(Refusal.tooLarge(limit));
        } else {
            Body body = new Body(exchange, limit, compression, then);
            exchange.request().handler(body).endHandler(ignored -> body.end());
        }
    }

    /** Media type of the body, lower case and without parameters; empty when not told. */
    public static String mediaType(Exchange exchange) {
        String sent = exchange.header(HttpHeaders.CONTENT_TYPE);
        if (sent == null) {
            return "";
        }
        int end = sent.indexOf(';');
        return (end < 0 ? sent : sent.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }

    @Override
    public void handle(Buffer part) {
        int sofar = gathered == null ? 0 : gathered.length();
        if (refused) {
            return;
        }
        if (sofar + part.length() > limit) {
            refused = true;
            gathered = null;
            exchange.refuse(Refusal.tooLarge(limit));
        } else if (gathered == null) {
            gathered = part;
        } else {
            append(part);
        }
    }

    private void append(Buffer part) {
        Buffer before = gathered;
        if (!appendable && before != null) {
            int expected = (int) Math.max(announced(exchange), (before.length() + part.length()) * 2L);
            gathered = Buffer.buffer(Math.min(limit, expected)).appendBuffer(before);
            appendable = true;
        }
        if (gathered != null) {
            gathered.appendBuffer(part);
        }
    }

    private void end() {
        if (refused) {
            return;
        }
        exchange.bodyWasRead();
        byte[] bytes = gathered == null ? NOTHING : gathered.getBytes();
        gathered = null;
        exchange.guarded(() -> {
            if (compression == null) {
                then.accept(bytes);
            } else {
                inflate(exchange, limit, compression, bytes, then);
            }
        });
    }

    private static void inflate(Exchange exchange, int limit, Compression how, byte[] bytes, Consumer<byte[]> then) {
        try {
            byte[] inflated = how.inflate(bytes, limit);
            if (inflated == null) {
                exchange.refuse(Refusal.tooLarge(limit));
            } else {
                then.accept(inflated);
            }
        } catch (IOException e) {
            exchange.refuse(new Refusal(
                    400,
                    "encoding-invalid",
                    "the body is not compressed as it says",
                    "Content-Encoding",
                    "compress it again"));
        }
    }

    private static long announced(Exchange exchange) {
        String length = exchange.header(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    /** Takes bytes out of a compression. */
    @FunctionalInterface
    private interface Compression {
        /** The bytes as they were; null when there are more than the limit. @throws IOException if they are not valid */
        byte @Nullable [] inflate(byte[] compressed, int limit) throws IOException;
    }
}
