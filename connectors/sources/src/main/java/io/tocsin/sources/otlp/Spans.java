// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Instant;
import java.util.List;

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

    void read(List<ResourceSpans> resourceSpans) {
        for (ResourceSpans resource : resourceSpans) {
            Attributes ofResource = Attributes.NONE.with(resource.getResource().getAttributesList());
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                Attributes ofScope = ofResource.with(scope.getScope().getAttributesList());
                if (!ClaudeCode.sent(ofScope, scope.getScope().getName())) {
                    scope.getSpansList().forEach(span -> span(span, ofScope));
                }
            }
        }
    }

    private void span(Span span, Attributes ofScope) {
        Attributes attributes = ofScope.with(span.getAttributesList());
        if (!GenAi.isCall(attributes)) {
            return;
        }
        boolean failed = span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
        if (failed && !attributes.has(Alias.ERROR_TYPE)) {
            attributes = attributes.withText("error.type", "error");
        }
        long start = span.getStartTimeUnixNano();
        long end = span.getEndTimeUnixNano();
        boolean timed = start != 0 && end != 0 && Long.compareUnsigned(start, end) <= 0;
        Instant at = export.time(Export.nanos(end), Export.nanos(start));
        genAi.call(
                attributes,
                Export.span(span.getTraceId(), span.getSpanId()),
                at,
                timed ? (end - start) / NANOS : Double.NaN);
    }
}
