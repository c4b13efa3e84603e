// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.Cursor;
import io.tocsin.sources.wire.Times;
import io.tocsin.sources.wire.Wire;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads log records: events of Claude Code and of the GenAI conventions. Every other record is ignored. */
final class LogRecords implements Groups.Records {
    private static final int LONGEST_EVENT_NAME = 100;
    private static final int MOST_BYTES = 4 * LONGEST_EVENT_NAME;
    private static final String GEN_AI = "gen_ai.";

    private static final int TIME = Wire.fixed64(LogRecord.TIME_UNIX_NANO_FIELD_NUMBER);
    private static final int OBSERVED = Wire.fixed64(LogRecord.OBSERVED_TIME_UNIX_NANO_FIELD_NUMBER);
    private static final int BODY = Wire.delimited(LogRecord.BODY_FIELD_NUMBER);
    private static final int BODY_TEXT = Wire.delimited(AnyValue.STRING_VALUE_FIELD_NUMBER);
    private static final int ATTRIBUTES = Wire.delimited(LogRecord.ATTRIBUTES_FIELD_NUMBER);
    private static final int TRACE_ID = Wire.delimited(LogRecord.TRACE_ID_FIELD_NUMBER);
    private static final int SPAN_ID = Wire.delimited(LogRecord.SPAN_ID_FIELD_NUMBER);
    private static final int EVENT_NAME = Wire.delimited(LogRecord.EVENT_NAME_FIELD_NUMBER);

    private final Export export;
    private final ClaudeCode claudeCode;
    private final GenAi genAi;
    private final SpanId id = new SpanId();
    private Attributes attributes = Attributes.NONE;
    private boolean claude;

    LogRecords(Export export) {
        this.export = export;
        this.claudeCode = new ClaudeCode(export);
        this.genAi = new GenAi(export);
    }

    @Override
    public boolean scope(Attributes ofScope, String name) {
        attributes = new Attributes(ofScope);
        claude = ClaudeCode.sent(ofScope, name);
        return true;
    }

    @Override
    public void record(Cursor in) throws IOException {
        long time = 0;
        long observed = 0;
        String body = "";
        String name = "";
        id.clear();
        attributes.clear();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == ATTRIBUTES) {
                attributes.add(in);
            } else if (tag == TIME) {
                time = in.fixed64();
            } else if (tag == OBSERVED) {
                observed = in.fixed64();
            } else if (tag == BODY) {
                body = body(in);
            } else if (tag == EVENT_NAME) {
                name = text(in);
            } else if (tag == TRACE_ID) {
                id.trace(in);
            } else if (tag == SPAN_ID) {
                id.span(in);
            } else {
                in.skip(tag);
            }
        }
        String event = !name.isBlank() ? name : named(body) ? body : attributes.text("event.name");
        if (event != null) {
            event(event, time, observed);
        }
    }

    /** Whether a body can be the name of an event; any other may be content. */
    private static boolean named(String body) {
        return body.length() <= LONGEST_EVENT_NAME && (body.startsWith(ClaudeCode.PREFIX) || body.startsWith(GEN_AI));
    }

    private static String text(Cursor in) throws IOException {
        int from = in.text();
        return new String(in.body(), from, in.at() - from, UTF_8);
    }

    /** The body that follows, when it is a text so short that it can be a name. */
    private static String body(Cursor in) throws IOException {
        String body = "";
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == BODY_TEXT) {
                int from = in.text();
                int length = in.at() - from;
                body = length > MOST_BYTES ? "" : new String(in.body(), from, length, UTF_8);
            } else {
                Values.pass(tag, in);
            }
        }
        in.leave(outer);
        return body;
    }

    private void event(String event, long time, long observed) {
        Instant at = export.time(
                Export.nanos(time),
                Times.read(Attribute.node(attributes.text("event.timestamp"))),
                Export.nanos(observed));
        if (claude || event.startsWith(ClaudeCode.PREFIX)) {
            claudeCode.event(
                    event.substring(event.startsWith(ClaudeCode.PREFIX) ? ClaudeCode.PREFIX.length() : 0),
                    attributes,
                    at);
        } else if (event.equals("gen_ai.evaluation.result")) {
            evaluation(at);
        } else if (event.equals("gen_ai.client.inference.operation.details")
                || event.equals("gen_ai.client.operation.exception")) {
            genAi.call(attributes, id, at, Double.NaN);
        }
    }

    private void evaluation(@Nullable Instant at) {
        if (export.full()) {
            return;
        }
        SignalDraft draft = export.gate().draft(SignalType.FEEDBACK);
        attributes.attribute(draft);
        String judged = attributes.text(Alias.RESPONSE_ID);
        String name = attributes.text(Alias.SCORE_NAME);
        String target = judged != null ? judged : id.text();
        draft.text(Field.KIND, "evaluation").text(Field.REQUEST_ID, target).time(Field.AT, at);
        draft.number(Field.SCORE, score(attributes));
        if (target != null && name != null && at != null) {
            draft.fit(Field.ID, target + "/" + name + "/" + at.toEpochMilli());
        }
        export.admit();
    }

    private static double score(Attributes attributes) {
        double value = attributes.number(Alias.SCORE);
        String label = attributes.text(Alias.SCORE_LABEL);
        if (!Double.isNaN(value) || label == null) {
            return value;
        }
        return switch (label) {
            case "pass", "passed", "good" -> 1;
            case "fail", "failed", "bad" -> 0;
            default -> Double.NaN;
        };
    }
}
