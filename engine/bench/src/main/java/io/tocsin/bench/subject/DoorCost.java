// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.tocsin.bench.load.EventBatch;
import io.tocsin.bench.load.Exports;
import io.tocsin.bench.report.Figure;
import io.tocsin.bench.report.Limit;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.sources.Doors;
import io.tocsin.sources.generic.Mappings;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What reading a message costs each door, from bytes to signals, beside the bare parser of the same bytes: the generated classes
 * of OTLP, or every token of JSON. By CPU time of one thread, so that other load shows as little as it can.
 */
public final class DoorCost implements Subject {
    private static final int RECORDS = 100;
    private static final int ROUND = 16;
    private static final double MEGABYTE = 1e6;
    private static final String JSON = "application/json";
    private static final String PROTOBUF = "application/x-protobuf";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** One message and what reads it. */
    private record Case(String name, Door door, Message message, int records, Step bare, boolean limited) {}

    /** Something done to a message, over and over; answers a number that proves that it was done. */
    @FunctionalInterface
    private interface Step {
        long run(byte[] body) throws IOException;
    }

    @Override
    public String name() {
        return "doors";
    }

    @Override
    public String summary() {
        return "reading a message through each door, beside the bare parser of its encoding";
    }

    @Override
    public List<Figure> measure(Options options) throws IOException {
        List<Case> cases = cases(options.clock().instant());
        Duration warmup = options.warmup().dividedBy(2L * cases.size());
        Duration time = options.time().dividedBy(2L * cases.size());
        List<Figure> figures = new ArrayList<>();
        for (Case each : cases) {
            Step door = body -> signals(each);
            micros(door, each, warmup);
            micros(each.bare, each, warmup);
            double doorMicros = micros(door, each, time);
            double bareMicros = micros(each.bare, each, time);
            double bytes = each.message.body().length;
            figures.add(Figure.of(each.name + ": messages", 1e6 / doorMicros, "/s of CPU"));
            figures.add(Figure.of(each.name + ": bytes", bytes / doorMicros, "MB/s of CPU"));
            figures.add(Figure.of(each.name + ": per record", doorMicros / each.records, "us of CPU"));
            figures.add(Figure.of(each.name + ": bare parser", bytes / bareMicros * 1e6 / MEGABYTE, "MB/s of CPU"));
            Figure share =
                    Figure.of(each.name + ": share of the bare parser's speed", bareMicros / doorMicros, "ratio");
            figures.add(each.limited ? share.within(Limit.atLeast(0.5)) : share);
        }
        return figures;
    }

    private static long signals(Case each) {
        Reading reading = each.door.read(each.message);
        return ((Reading.Understood) reading).signals().size();
    }

    /** Microseconds of CPU for one message. */
    private static double micros(Step step, Case each, Duration time) throws IOException {
        byte[] body = each.message.body();
        long cpu = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long messages = 0;
        long seen = 0;
        do {
            for (int i = 0; i < ROUND; i++) {
                seen += step.run(body);
            }
            messages += ROUND;
        } while (System.nanoTime() - start < time.toNanos());
        if (seen < messages) {
            throw new IllegalStateException("the door " + each.name + " made nothing of its message");
        }
        return (THREADS.getCurrentThreadCpuTime() - cpu) / 1e3 / messages;
    }

    private static List<Case> cases(Instant now) throws IOException {
        Map<String, Door> doors = Doors.all(PriceBook.load(prices()), Mappings.shipped());
        EventBatch batch = new EventBatch(RECORDS, 5_000, 1);
        batch.stamp(1, now);
        List<Case> cases = new ArrayList<>();
        cases.add(new Case(
                "native", door(doors, "native"), message(JSON, batch.bytes(), now), RECORDS, BareJson::values, true));
        cases.add(new Case(
                "otlp-traces",
                door(doors, "otlp-traces"),
                message(PROTOBUF, Exports.spans(RECORDS, 1, now), now),
                RECORDS,
                body -> ExportTraceServiceRequest.parseFrom(body).getResourceSpansCount(),
                true));
        cases.add(new Case(
                "otlp-metrics",
                door(doors, "otlp-metrics"),
                message(PROTOBUF, Exports.points(RECORDS, 1, now), now),
                RECORDS,
                body -> ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsCount(),
                true));
        for (String[] sample : new String[][] {
            {"otlp-logs", "otlp-logs.json"},
            {"litellm", "litellm.json"},
            {"alertmanager", "alertmanager-firing.json"},
            {"prometheus-alerts", "prometheus-alerts.json"},
            {"grafana", "grafana-firing.json"},
            {"datadog", "datadog-triggered.json"},
            {"pagerduty", "pagerduty-triggered.json"},
            {"azure", "azure-fired.json"},
            {"sentry", "sentry-issue-alert.json"},
            {"opsgenie", "opsgenie-create.json"},
            {"cloudevents", "cloudevent.json"}
        }) {
            String type = sample[0].equals("cloudevents") ? "application/cloudevents+json" : JSON;
            Message message = message(type, sample(sample[1]), now);
            cases.add(new Case(sample[0], door(doors, sample[0]), message, 1, BareJson::values, false));
        }
        return cases;
    }

    private static Door door(Map<String, Door> doors, String name) {
        return Objects.requireNonNull(doors.get(name), name);
    }

    private static Message message(String type, byte[] body, Instant now) {
        return new Message(body, type, Map.of("content-type", type), "default", now);
    }

    private static byte[] sample(String name) throws IOException {
        try (InputStream stream = Doors.class.getResourceAsStream("/samples/" + name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        }
    }

    private static Path prices() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path prices = folder.resolve("rules/prices.yaml");
            if (Files.exists(prices)) {
                return prices;
            }
        }
        throw new IllegalArgumentException("doors must be run below the folder that holds rules/prices.yaml");
    }
}
