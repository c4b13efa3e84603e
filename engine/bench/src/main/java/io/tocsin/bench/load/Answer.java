// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads the answers of one connection, one after the other, as they come in. Not thread-safe. */
final class Answer {
    private static final int MAX_HEADER = 16 << 10;
    private static final int MAX_BODY = 512;
    private static final String LENGTH = "\r\ncontent-length:";

    private final byte[] header = new byte[MAX_HEADER];
    private final byte[] body = new byte[MAX_BODY];
    private int headerBytes;
    private int bodyBytes;
    private long bodyLeft = -1;
    private int status;

    /**
     * Takes what has arrived.
     *
     * @return true once the answer is complete; then the next call begins a new one
     * @throws IllegalStateException if it is no HTTP/1.1 answer with a content length
     */
    boolean take(ByteBuffer arrived) {
        while (bodyLeft < 0 && arrived.hasRemaining()) {
            takeHeader(arrived.get());
        }
        if (bodyLeft < 0) {
            return false;
        }
        int taken = (int) Math.min(bodyLeft, arrived.remaining());
        int kept = Math.min(taken, MAX_BODY - bodyBytes);
        arrived.get(body, bodyBytes, kept);
        bodyBytes += kept;
        arrived.position(arrived.position() + taken - kept);
        bodyLeft -= taken;
        if (bodyLeft > 0) {
            return false;
        }
        bodyLeft = -1;
        headerBytes = 0;
        return true;
    }

    private void takeHeader(byte next) {
        if (headerBytes == MAX_HEADER) {
            throw new IllegalStateException("the answer's header is longer than " + MAX_HEADER + " bytes");
        }
        header[headerBytes++] = next;
        if (next == '\n' && headerBytes >= 4 && header[headerBytes - 3] == '\n') {
            readHeader(new String(header, 0, headerBytes, StandardCharsets.ISO_8859_1));
        }
    }

    private void readHeader(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(LENGTH);
        if (!lower.startsWith("http/1.1 ") || at < 0) {
            throw new IllegalStateException("not an HTTP/1.1 answer with a content length: "
                    + text.lines().limit(1).toList());
        }
        bodyBytes = 0;
        status = Integer.parseInt(text.substring(9, 12));
        int from = at + LENGTH.length();
        bodyLeft =
                Long.parseLong(lower.substring(from, lower.indexOf('\r', from)).strip());
    }

    /** How the body of the last complete answer begins. */
    String body() {
        return new String(body, 0, bodyBytes, StandardCharsets.ISO_8859_1);
    }

    /** Status of the last complete answer. */
    int status() {
        return status;
    }
}
