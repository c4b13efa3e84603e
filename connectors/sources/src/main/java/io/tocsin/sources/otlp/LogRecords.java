// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.Times;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads log records: events of Claude Code and of the GenAI conventions. Every other record is ignored. */
final class LogRecords {
    private static final int LONGEST_EVENT_NAME = 100;
    private static final String GEN_AI = "gen_ai.";

    private final Export export;
    private final ClaudeCode claudeCode;
    private final GenAi genAi;

    LogRecords(Export export) {
        this.export = export;
        this.claudeCode = new ClaudeCode(export);
        this.genAi = new GenAi(export);
    }

    void read(List<ResourceLogs> resourceLogs) {
        for (ResourceLogs resource : resourceLogs) {
            Attributes ofResource = Attributes.NONE.with(resource.getResource().getAttributesList());
            for (ScopeLogs scope : resource.getScopeLogsList()) {
                Attributes ofScope = ofResource.with(scope.getScope().getAttributesList());
                boolean claude = ClaudeCode.sent(ofScope, scope.getScope().getName());
                for (LogRecord record : scope.getLogRecordsList()) {
                    record(record, ofScope.with(record.getAttributesList()), claude);
                }
            }
        }
    }

    private void record(LogRecord record, Attributes attributes, boolean claude) {
        String event = event(record, attributes);
        if (event == null) {
            return;
        }
        Instant at = export.time(
                Export.nanos(record.getTimeUnixNano()),
                Times.read(Attributes.node(attributes.text("event.timestamp"))),
                Export.nanos(record.getObservedTimeUnixNano()));
        if (claude || event.startsWith(ClaudeCode.PREFIX)) {
            claudeCode.event(
                    event.substring(event.startsWith(ClaudeCode.PREFIX) ? ClaudeCode.PREFIX.length() : 0),
                    attributes,
                    at);
        } else if (event.equals("gen_ai.evaluation.result")) {
            evaluation(record, attributes, at);
        } else if (event.equals("gen_ai.client.inference.operation.details")
                || event.equals("gen_ai.client.operation.exception")) {
            genAi.call(attributes, Export.span(record.getTraceId(), record.getSpanId()), at, Double.NaN);
        }
    }

    /** The event's name; the body only when it can be one, for a body may be content. */
    private static @Nullable String event(LogRecord record, Attributes attributes) {
        if (!record.getEventName().isBlank()) {
            return record.getEventName();
        }
        String body = record.getBody().getStringValue();
        boolean named =
                body.length() <= LONGEST_EVENT_NAME && (body.startsWith(ClaudeCode.PREFIX) || body.startsWith(GEN_AI));
        return named ? body : attributes.text("event.name");
    }

    private void evaluation(LogRecord record, Attributes attributes, @Nullable Instant at) {
        if (export.full()) {
            return;
        }
        SignalDraft draft = export.gate().draft(SignalType.FEEDBACK);
        attributes.attribute(draft);
        String judged = attributes.text(Alias.RESPONSE_ID);
        String name = attributes.text(Alias.SCORE_NAME);
        String span = Export.span(record.getTraceId(), record.getSpanId());
        String target = judged != null ? judged : span;
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
