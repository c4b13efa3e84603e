// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.tocsin.sources.wire.Cursor;
import io.tocsin.sources.wire.Parts;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Function;

/** What an export may hold. */
enum Kind {
    LOGS("resourceLogs", ExportLogsServiceRequest.getDefaultInstance(), LogRecords::new),
    METRICS("resourceMetrics", ExportMetricsServiceRequest.getDefaultInstance(), Metrics::new),
    TRACES("resourceSpans", ExportTraceServiceRequest.getDefaultInstance(), Spans::new);

    private final String groups;
    private final Message empty;
    private final Function<Export, Groups.Records> records;

    Kind(String groups, Message empty, Function<Export, Groups.Records> records) {
        this.groups = groups;
        this.empty = empty;
        this.records = records;
    }

    /**
     * Reads everything an export holds.
     *
     * @throws Parts.TooMany if it holds more messages than {@link Parts#MOST}
     * @throws IOException if the bytes are not an export
     */
    void read(byte[] protobuf, Export context) throws IOException {
        Groups.read(new Cursor(protobuf), records.apply(context));
    }

    /** An export to be filled. */
    Message.Builder export() {
        return empty.newBuilderForType();
    }

    /** The one field of an export in JSON. */
    String groups() {
        return groups;
    }

    /** As addresses write it, such as {@code logs}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
