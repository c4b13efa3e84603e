// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.Node;
import java.time.Instant;
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

    void read(Node resourceLogs) {
        for (Node resource : resourceLogs.items()) {
            Attributes ofResource = Attributes.of(resource.at("resource", "attributes"));
            for (Node scope : resource.at("scopeLogs").items()) {
                Attributes ofScope = ofResource.with(scope.at("scope", "attributes"));
                boolean claude =
                        ClaudeCode.sent(ofScope, scope.at("scope", "name").text());
                for (Node record : scope.at("logRecords").items()) {
                    record(record, ofScope.with(record.at("attributes")), claude);
                }
            }
        }
    }

    private void record(Node record, Attributes attributes, boolean claude) {
        String event = event(record, attributes);
        if (event == null) {
            return;
        }
        Instant at = export.time(
                record.at("timeUnixNano"),
                Attributes.node(attributes.text("event.timestamp")),
                record.at("observedTimeUnixNano"));
        if (claude || event.startsWith(ClaudeCode.PREFIX)) {
            claudeCode.event(
                    event.substring(event.startsWith(ClaudeCode.PREFIX) ? ClaudeCode.PREFIX.length() : 0),
                    attributes,
                    at);
        } else if (event.equals("gen_ai.evaluation.result")) {
            evaluation(record, attributes, at);
        } else if (event.equals("gen_ai.client.inference.operation.details")
                || event.equals("gen_ai.client.operation.exception")) {
            genAi.call(attributes, GenAi.spanOf(record), at, Double.NaN);
        }
    }

    /** The event's name; the body only when it can be one, for a body may be content. */
    private static @Nullable String event(Node record, Attributes attributes) {
        String name = record.text("eventName");
        if (name != null) {
            return name;
        }
        String body = record.at("body", "stringValue").text();
        boolean named = body != null
                && body.length() <= LONGEST_EVENT_NAME
                && (body.startsWith(ClaudeCode.PREFIX) || body.startsWith(GEN_AI));
        return named ? body : attributes.text("event.name");
    }

    private void evaluation(Node record, Attributes attributes, @Nullable Instant at) {
        SignalDraft draft = export.gate().draft(SignalType.FEEDBACK);
        attributes.attribute(draft);
        String judged = attributes.field("responseId");
        String name = attributes.field("scoreName");
        String span = GenAi.spanOf(record);
        String target = judged != null ? judged : span;
        draft.text(Field.KIND, "evaluation").text(Field.REQUEST_ID, target).time(Field.AT, at);
        draft.number(Field.SCORE, score(attributes));
        if (target != null && name != null && at != null) {
            draft.fit(Field.ID, target + "/" + name + "/" + at.toEpochMilli());
        }
        export.admit();
    }

    private static double score(Attributes attributes) {
        double value = attributes.fieldNumber("score");
        String label = attributes.field("scoreLabel");
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
