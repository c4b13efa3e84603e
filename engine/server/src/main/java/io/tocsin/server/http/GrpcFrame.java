// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The one message of a unary call of gRPC: a byte that says whether it is compressed, its length in four, and the message.
 *
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md">gRPC over HTTP/2</a>, read 2026-11-23
 */
record GrpcFrame(boolean compressed, byte[] message) {
    /** Bytes before the message. */
    static final int HEAD = 5;

    /** The frame that a body is; null when it is not exactly one. */
    static @Nullable GrpcFrame of(byte[] body) {
        if (body.length < HEAD || body[0] < 0 || body[0] > 1) {
            return null;
        }
        int length = ByteBuffer.wrap(body, 1, HEAD - 1).getInt();
        if (length != body.length - HEAD) {
            return null;
        }
        byte[] message = new byte[length];
        System.arraycopy(body, HEAD, message, 0, length);
        return new GrpcFrame(body[0] == 1, message);
    }
}
