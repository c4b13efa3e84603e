// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.tocsin.sources.wire.Cursor;
import io.tocsin.sources.wire.Wire;
import java.io.IOException;
import java.time.Instant;

/**
 * Reads spans: those of the GenAI conventions that are calls. Every other span is ignored, and so are Claude Code's,
 * whose events tell the same calls with their cost.
 */
final class Spans implements Groups.Records {
    private static final int TRACE_ID = Wire.delimited(Span.TRACE_ID_FIELD_NUMBER);
    private static final int SPAN_ID = Wire.delimited(Span.SPAN_ID_FIELD_NUMBER);
    private static final int START = Wire.fixed64(Span.START_TIME_UNIX_NANO_FIELD_NUMBER);
    private static final int END = Wire.fixed64(Span.END_TIME_UNIX_NANO_FIELD_NUMBER);
    private static final int ATTRIBUTES = Wire.delimited(Span.ATTRIBUTES_FIELD_NUMBER);
    private static final int STATUS = Wire.delimited(Span.STATUS_FIELD_NUMBER);
    private static final int CODE = Wire.varint(Status.CODE_FIELD_NUMBER);
    private static final double NANOS = 1e9;

    private final Export export;
    private final GenAi genAi;
    private final SpanId id = new SpanId();
    private Attributes attributes = Attributes.NONE;

    Spans(Export export) {
        this.export = export;
        this.genAi = new GenAi(export);
    }

    @Override
    public boolean scope(Attributes ofScope, String name) {
        attributes = new Attributes(ofScope);
        return !ClaudeCode.sent(ofScope, name);
    }

    @Override
    public void record(Cursor in) throws IOException {
        long start = 0;
        long end = 0;
        boolean failed = false;
        id.clear();
        attributes.clear();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == ATTRIBUTES) {
                attributes.add(in);
            } else if (tag == TRACE_ID) {
                id.trace(in);
            } else if (tag == SPAN_ID) {
                id.span(in);
            } else if (tag == START) {
                start = in.fixed64();
            } else if (tag == END) {
                end = in.fixed64();
            } else if (tag == STATUS) {
                failed = failed(in, failed);
            } else {
                in.skip(tag);
            }
        }
        if (GenAi.isCall(attributes)) {
            call(start, end, failed);
        }
    }

    private void call(long start, long end, boolean failed) {
        if (failed && !attributes.has(Alias.ERROR_TYPE)) {
            attributes.add(Attribute.of("error.type", "error"));
        }
        boolean timed = start != 0 && end != 0 && Long.compareUnsigned(start, end) <= 0;
        Instant at = export.time(Export.nanos(end), Export.nanos(start));
        genAi.call(attributes, id, at, timed ? (end - start) / NANOS : Double.NaN);
    }

    private static boolean failed(Cursor in, boolean before) throws IOException {
        boolean failed = before;
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == CODE) {
                failed = (int) in.varint() == Status.StatusCode.STATUS_CODE_ERROR_VALUE;
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
        return failed;
    }
}
