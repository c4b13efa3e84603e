// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.tocsin.bench.load.EventBatch;
import io.tocsin.bench.load.Exports;
import io.tocsin.bench.load.RemoteWrites;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One message for every door: batches for those that carry the load, a webhook as its tool sends it for the others. */
final class DoorCases {
    private static final int RECORDS = 100;
    private static final String JSON = "application/json";
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String OWN = "io/tocsin/bench/doors/";
    private static final String SHIPPED = "samples/";
    private static final Map<String, String> SAMPLES = Map.ofEntries(
            Map.entry("alertmanager", SHIPPED + "alertmanager-firing.json"),
            Map.entry("anthropic", OWN + "anthropic.json"),
            Map.entry("azure", SHIPPED + "azure-fired.json"),
            Map.entry("bedrock", OWN + "bedrock.json"),
            Map.entry("cloudevents", SHIPPED + "cloudevent.json"),
            Map.entry("cloudwatch", SHIPPED + "cloudwatch-sns-alarm.json"),
            Map.entry("datadog", SHIPPED + "datadog-triggered.json"),
            Map.entry("gcp", SHIPPED + "gcp-open.json"),
            Map.entry("generic", OWN + "generic.json"),
            Map.entry("grafana", SHIPPED + "grafana-firing.json"),
            Map.entry("honeycomb", SHIPPED + "honeycomb-triggered.json"),
            Map.entry("langfuse", OWN + "langfuse.json"),
            Map.entry("litellm", SHIPPED + "litellm.json"),
            Map.entry("litellm-webhook", SHIPPED + "litellm-webhook-projected.json"),
            Map.entry("mlflow", OWN + "mlflow.json"),
            Map.entry("newrelic", SHIPPED + "newrelic-activated.json"),
            Map.entry("opik", OWN + "opik.json"),
            Map.entry("opsgenie", SHIPPED + "opsgenie-create.json"),
            Map.entry("otlp", SHIPPED + "otlp-traces.json"),
            Map.entry("pagerduty", SHIPPED + "pagerduty-triggered.json"),
            Map.entry("prometheus-alerts", SHIPPED + "prometheus-alerts.json"),
            Map.entry("sentry", SHIPPED + "sentry-issue-alert.json"),
            Map.entry("standard-webhooks", SHIPPED + "standard-webhook.json"),
            Map.entry("statuspage", OWN + "statuspage.json"));

    private final Map<String, Door> doors;
    private final Instant now;

    private DoorCases(Map<String, Door> doors, Instant now) {
        this.doors = doors;
        this.now = now;
    }

    /** A case for each of the doors, those with a limit first. @throws IllegalStateException if one has no message */
    static List<DoorCase> of(Map<String, Door> doors, Instant now) throws IOException {
        DoorCases cases = new DoorCases(doors, now);
        List<DoorCase> all = new ArrayList<>(cases.batches());
        List<String> measured = all.stream().map(DoorCase::name).toList();
        for (String name : doors.keySet()) {
            if (!measured.contains(name)) {
                all.add(cases.sample(name));
            }
        }
        return all;
    }

    private List<DoorCase> batches() {
        EventBatch events = new EventBatch(RECORDS, 5_000, 1);
        events.stamp(1, now);
        return List.of(
                batch("native", JSON, events.bytes(), BareJson::values, true),
                batch(
                        "otlp-traces",
                        PROTOBUF,
                        Exports.spans(RECORDS, 1, now),
                        body -> ExportTraceServiceRequest.parseFrom(body).getResourceSpansCount(),
                        true),
                batch(
                        "otlp-logs",
                        PROTOBUF,
                        Exports.events(RECORDS, 1, now),
                        body -> ExportLogsServiceRequest.parseFrom(body).getResourceLogsCount(),
                        true),
                batch(
                        "otlp-metrics",
                        PROTOBUF,
                        Exports.points(RECORDS, 1, now),
                        body -> ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsCount(),
                        true),
                batch(
                        "prometheus",
                        PROTOBUF,
                        RemoteWrites.series(RECORDS, 1, now),
                        body -> series(CodedInputStream.newInstance(body), 0),
                        false));
    }

    private DoorCase batch(String name, String type, byte[] body, DoorCase.Bare bare, boolean limited) {
        return new DoorCase(name, door(name), message(type, body), RECORDS, bare, limited);
    }

    private DoorCase sample(String name) throws IOException {
        String sample = SAMPLES.get(name);
        if (sample == null) {
            throw new IllegalStateException("the door " + name + " has no message to be measured with");
        }
        String type = name.equals("cloudevents") ? "application/cloudevents+json" : JSON;
        return new DoorCase(name, door(name), message(type, bytes(sample)), 1, BareJson::values, false);
    }

    /** The parser that a generated class of remote write would be, without the objects: every field is read, texts are made. */
    private static long series(CodedInputStream in, int depth) throws IOException {
        long seen = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int type = WireFormat.getTagWireType(tag);
            boolean text = depth == 2 && type == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            if (text) {
                seen += in.readStringRequireUtf8().length();
            } else if (type == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                int limit = in.pushLimit(in.readRawVarint32());
                seen += series(in, depth + 1);
                in.popLimit(limit);
            } else if (type == WireFormat.WIRETYPE_FIXED64) {
                seen += in.readDouble() > 0 ? 1 : 0;
            } else {
                seen += in.readInt64() & 1;
            }
        }
        return seen;
    }

    private Door door(String name) {
        return Objects.requireNonNull(doors.get(name), name);
    }

    private Message message(String type, byte[] body) {
        return new Message(body, type, Map.of("content-type", type), "default", now);
    }

    private static byte[] bytes(String resource) throws IOException {
        try (InputStream stream = DoorCases.class.getResourceAsStream("/" + resource)) {
            return Objects.requireNonNull(stream, resource).readAllBytes();
        }
    }
}
