// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.tocsin.sources.wire.Parts;
import java.io.IOException;
import java.util.Locale;

/** What an export may hold. */
enum Kind {
    LOGS("resourceLogs", ExportLogsServiceRequest.getDefaultInstance()) {
        @Override
        void read(Message export, Export context) {
            new LogRecords(context).read(((ExportLogsServiceRequest) export).getResourceLogsList());
        }
    },
    METRICS("resourceMetrics", ExportMetricsServiceRequest.getDefaultInstance()) {
        @Override
        void read(Message export, Export context) {
            new Metrics(context).read(((ExportMetricsServiceRequest) export).getResourceMetricsList());
        }
    },
    TRACES("resourceSpans", ExportTraceServiceRequest.getDefaultInstance()) {
        @Override
        void read(Message export, Export context) {
            new Spans(context).read(((ExportTraceServiceRequest) export).getResourceSpansList());
        }
    };

    private final String groups;
    private final Message empty;
    private final Parser<? extends Message> parser;

    Kind(String groups, Message empty) {
        this.groups = groups;
        this.empty = empty;
        this.parser = DiscardUnknownFieldsParser.wrap(empty.getParserForType());
    }

    /** Reads everything an export holds. */
    abstract void read(Message export, Export context);

    /** Whether an export holds more messages than {@link Parts#MOST}. @throws IOException if the bytes are not one */
    boolean crowded(byte[] protobuf) throws IOException {
        return Parts.inside(protobuf, empty.getDescriptorForType()) > Parts.MOST;
    }

    /** The export that bytes tell. @throws InvalidProtocolBufferException if they are not one */
    Message parse(byte[] protobuf) throws InvalidProtocolBufferException {
        return parser.parseFrom(protobuf);
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
