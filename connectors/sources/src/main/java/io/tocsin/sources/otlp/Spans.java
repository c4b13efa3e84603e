// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import io.tocsin.sources.wire.Node;
import java.time.Duration;
import java.time.Instant;

/**
 * Reads spans: those of the GenAI conventions that are calls. Every other span is ignored, and so are Claude Code's,
 * whose events tell the same calls with their cost.
 */
final class Spans {
    private static final double NANOS = 1e9;

    private final Export export;
    private final GenAi genAi;

    Spans(Export export) {
        this.export = export;
        this.genAi = new GenAi(export);
    }

    void read(Node resourceSpans) {
        for (Node resource : resourceSpans.items()) {
            Attributes ofResource = Attributes.of(resource.at("resource", "attributes"));
            for (Node scope : resource.at("scopeSpans").items()) {
                Attributes ofScope = ofResource.with(scope.at("scope", "attributes"));
                if (!ClaudeCode.sent(ofScope, scope.at("scope", "name").text())) {
                    scope.at("spans").items().forEach(span -> span(span, ofScope));
                }
            }
        }
    }

    private void span(Node span, Attributes ofScope) {
        Attributes attributes = ofScope.with(span.at("attributes"));
        if (!GenAi.isCall(attributes)) {
            return;
        }
        if (failed(span.at("status")) && attributes.field("errorType") == null) {
            attributes = attributes.withText("error.type", "error");
        }
        Instant start = Export.nanos(span.at("startTimeUnixNano"));
        Instant end = Export.nanos(span.at("endTimeUnixNano"));
        double seconds = start == null || end == null || end.isBefore(start)
                ? Double.NaN
                : Duration.between(start, end).toNanos() / NANOS;
        genAi.call(
                attributes,
                GenAi.spanOf(span),
                export.time(span.at("endTimeUnixNano"), span.at("startTimeUnixNano")),
                seconds);
    }

    private static boolean failed(Node status) {
        String code = status.text("code");
        return "2".equals(code) || "STATUS_CODE_ERROR".equals(code);
    }
}
