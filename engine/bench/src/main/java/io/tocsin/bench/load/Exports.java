// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.load;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Exports as an OpenTelemetry SDK with GenAI instrumentation sends them, equal for equal seeds. */
public final class Exports {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final String[] MODELS = {"claude-haiku-4-5", "claude-sonnet-5", "claude-opus-5"};

    private final Random random;
    private final long nanos;

    private Exports(long seed, Instant at) {
        this.random = new Random(seed);
        this.nanos = at.getEpochSecond() * NANOS_PER_SECOND + at.getNano();
    }

    /** An export of spans, each a call with 14 attributes and no content. */
    public static byte[] spans(int count, long seed, Instant at) {
        Exports exports = new Exports(seed, at);
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        ScopeSpans.Builder scope =
                request.addResourceSpansBuilder().setResource(resource()).addScopeSpansBuilder();
        for (int i = 0; i < count; i++) {
            scope.addSpans(exports.span());
        }
        return request.build().toByteArray();
    }

    /** An export of one histogram of tokens with these many points. */
    public static byte[] points(int count, long seed, Instant at) {
        Exports exports = new Exports(seed, at);
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        Metric.Builder metric = request.addResourceMetricsBuilder()
                .setResource(resource())
                .addScopeMetricsBuilder()
                .addMetricsBuilder()
                .setName("gen_ai.client.token.usage")
                .setUnit("{token}");
        metric.getHistogramBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        for (int i = 0; i < count; i++) {
            metric.getHistogramBuilder().addDataPoints(exports.point(i));
        }
        return request.build().toByteArray();
    }

    /** An export of what Claude Code tells of its calls: one log record each, with 19 attributes and no content. */
    public static byte[] events(int count, long seed, Instant at) {
        Exports exports = new Exports(seed, at);
        ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
        ScopeLogs.Builder scope =
                request.addResourceLogsBuilder().setResource(claudeCode()).addScopeLogsBuilder();
        scope.getScopeBuilder().setName("com.anthropic.claude_code.events").setVersion("2.1.0");
        for (int i = 0; i < count; i++) {
            scope.addLogRecords(exports.event(i));
        }
        return request.build().toByteArray();
    }

    private LogRecord event(int number) {
        long time = nanos - random.nextInt(60) * NANOS_PER_SECOND;
        return LogRecord.newBuilder()
                .setTimeUnixNano(time)
                .setObservedTimeUnixNano(time)
                .setBody(AnyValue.newBuilder().setStringValue("claude_code.api_request"))
                .addAttributes(text("event.name", "api_request"))
                .addAttributes(
                        text("event.timestamp", Instant.ofEpochSecond(0, time).toString()))
                .addAttributes(whole("event.sequence", number))
                .addAttributes(text("session.id", "8f14e45f-ceea-467f-a0e6-" + number / 10))
                .addAttributes(text("prompt.id", "prompt-" + number))
                .addAttributes(text("user.id", "user-hash-" + random.nextInt(5_000)))
                .addAttributes(text("user.account_uuid", "account-" + random.nextInt(5_000)))
                .addAttributes(text("organization.id", "org-1"))
                .addAttributes(text("terminal.type", "xterm-256color"))
                .addAttributes(text("model", MODELS[random.nextInt(MODELS.length)]))
                .addAttributes(text("request_id", "req_" + Long.toHexString(random.nextLong())))
                .addAttributes(whole("input_tokens", random.nextInt(20_000)))
                .addAttributes(whole("output_tokens", random.nextInt(2_000)))
                .addAttributes(whole("cache_read_tokens", random.nextInt(90_000)))
                .addAttributes(whole("cache_creation_tokens", random.nextInt(9_000)))
                .addAttributes(whole("cost_usd_micros", random.nextInt(500_000)))
                .addAttributes(whole("duration_ms", random.nextInt(20_000)))
                .addAttributes(text("speed", "normal"))
                .addAttributes(text("query_source", "main"))
                .build();
    }

    private static Resource claudeCode() {
        return Resource.newBuilder()
                .addAllAttributes(List.of(
                        text("service.name", "claude-code"),
                        text("service.version", "2.1.0"),
                        text("os.type", "linux"),
                        text("team.id", "platform")))
                .build();
    }

    private Span span() {
        long start = nanos - random.nextInt(60) * NANOS_PER_SECOND;
        String model = MODELS[random.nextInt(MODELS.length)];
        return Span.newBuilder()
                .setTraceId(bytes(16))
                .setSpanId(bytes(8))
                .setName("chat " + model)
                .setKindValue(Span.SpanKind.SPAN_KIND_CLIENT_VALUE)
                .setStartTimeUnixNano(start)
                .setEndTimeUnixNano(start + random.nextInt(20_000) * 1_000_000L)
                .addAttributes(text("gen_ai.operation.name", "chat"))
                .addAttributes(text("gen_ai.provider.name", "anthropic"))
                .addAttributes(text("gen_ai.request.model", model))
                .addAttributes(text("gen_ai.response.model", model))
                .addAttributes(text("gen_ai.response.id", "msg_" + Long.toHexString(random.nextLong())))
                .addAttributes(finishReasons())
                .addAttributes(whole("gen_ai.usage.input_tokens", 500 + random.nextInt(20_000)))
                .addAttributes(whole("gen_ai.usage.cache_read.input_tokens", random.nextInt(500)))
                .addAttributes(whole("gen_ai.usage.output_tokens", random.nextInt(2_000)))
                .addAttributes(whole("gen_ai.request.max_tokens", 4_096))
                .addAttributes(text("gen_ai.conversation.id", "conv-" + random.nextInt(1_000)))
                .addAttributes(text("enduser.pseudo.id", "user-" + random.nextInt(5_000)))
                .addAttributes(text("server.address", "api.anthropic.com"))
                .addAttributes(whole("server.port", 443))
                .build();
    }

    private HistogramDataPoint point(int number) {
        HistogramDataPoint.Builder point = HistogramDataPoint.newBuilder()
                .setStartTimeUnixNano(nanos - 3_600 * NANOS_PER_SECOND)
                .setTimeUnixNano(nanos)
                .setCount(1 + random.nextInt(1_000))
                .setSum(random.nextInt(1_000_000))
                .addAttributes(text("gen_ai.request.model", MODELS[number % MODELS.length]))
                .addAttributes(text("gen_ai.token.type", number % 2 == 0 ? "input" : "output"))
                .addAttributes(text("gen_ai.provider.name", "anthropic"))
                .addAttributes(text("tocsin.feature", "feature-" + number));
        for (long bound = 1; bound <= 67_108_864; bound *= 4) {
            point.addExplicitBounds(bound).addBucketCounts(random.nextInt(100));
        }
        return point.addBucketCounts(0).build();
    }

    private static Resource resource() {
        return Resource.newBuilder()
                .addAllAttributes(List.of(
                        text("service.name", "search-api"),
                        text("service.version", "2.14.0"),
                        text("telemetry.sdk.language", "python"),
                        text("telemetry.sdk.name", "opentelemetry"),
                        text("tocsin.team", "search")))
                .build();
    }

    private static KeyValue finishReasons() {
        ArrayValue reasons = ArrayValue.newBuilder()
                .addValues(AnyValue.newBuilder().setStringValue("end_turn"))
                .build();
        return KeyValue.newBuilder()
                .setKey("gen_ai.response.finish_reasons")
                .setValue(AnyValue.newBuilder().setArrayValue(reasons))
                .build();
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static KeyValue whole(String key, long value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setIntValue(value))
                .build();
    }

    private ByteString bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }
}
