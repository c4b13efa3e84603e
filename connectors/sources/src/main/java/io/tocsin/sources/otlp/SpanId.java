// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import io.tocsin.sources.wire.Cursor;
import java.io.IOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Trace and span a record belongs to, written down only when asked for. Read anew for the next record; not thread-safe. */
final class SpanId {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] NOTHING = {};

    private byte[] body = NOTHING;
    private int traceFrom;
    private int traceTo;
    private int spanFrom;
    private int spanTo;

    void clear() {
        traceTo = traceFrom;
        spanTo = spanFrom;
    }

    /** Reads the trace that follows. */
    void trace(Cursor in) throws IOException {
        body = in.body();
        traceFrom = in.bytes();
        traceTo = in.at();
    }

    /** Reads the span that follows. */
    void span(Cursor in) throws IOException {
        body = in.body();
        spanFrom = in.bytes();
        spanTo = in.at();
    }

    /** Both in hexadecimal; null when either is not told. */
    @Nullable String text() {
        return traceFrom == traceTo || spanFrom == spanTo
                ? null
                : HEX.formatHex(body, traceFrom, traceTo) + "/" + HEX.formatHex(body, spanFrom, spanTo);
    }
}
