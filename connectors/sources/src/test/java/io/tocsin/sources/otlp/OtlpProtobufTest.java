// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.TokenUsage;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.sources.Proto;
import io.tocsin.sources.Sender;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OtlpProtobufTest {
    private static final long NOON = 1_795_435_200_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "otlp-logs.json, LOGS",
        "otlp-metrics.json, METRICS",
        "otlp-metrics-envoy-ai-gateway.json, METRICS",
        "otlp-traces.json, TRACES"
    })
    void bothEncodingsTellTheSame(String sample, Kind kind) throws IOException {
        // Given
        byte[] json = Sender.sample(sample).getBytes(UTF_8);
        Message.Builder export = kind.export();
        JsonExport.read(new ObjectMapper().readTree(json), export);
        // When
        List<Signal> fromJson = Sender.signals(sender(kind).read("application/json", Map.of(), json));
        List<Signal> fromProtobuf = signals(kind, export.build());
        // Then
        assertThat(fromProtobuf).isNotEmpty().isEqualTo(fromJson);
    }

    @Test
    void readsASpanAsACallAndDropsItsContent() {
        LlmCall call = (LlmCall) signals(Kind.TRACES, spans(span(text("gen_ai.prompt.0.content", "SECRET"))))
                .get(0);
        assertThat(call.id()).isEqualTo("0af7651916cd43dd8448eb211c80319c/b7ad6b7169203331");
        assertThat(call.at()).isEqualTo("2026-11-23T12:00:02.500Z");
        assertThat(call.result().latencySeconds()).isEqualTo(2.5);
        assertThat(call.tokens()).isEqualTo(new TokenUsage(60, 40, 0, 0, 2));
        assertThat(call.result().stopReason()).isEqualTo("max_tokens");
        assertThat(call.who().feature()).isEqualTo("bot");
        assertThat(call.toString()).doesNotContain("SECRET");
    }

    @Test
    void buildsNothingOfABodyThatIsNextToNothingButSpans() {
        // Given
        byte[] spans = new byte[8 << 20];
        for (int i = 0; i < spans.length; i += 2) {
            spans[i] = 0x12;
        }
        byte[] scope = new Proto().raw(2, spans).bytes();
        byte[] body = new Proto().raw(1, scope).bytes();
        // When
        Reading reading = sender(Kind.TRACES).read("application/x-protobuf", Map.of(), body);
        // Then
        Problem problem = ((Reading.Rejected) reading).problem();
        assertThat(problem.status()).isEqualTo(413);
        assertThat(problem.code()).isEqualTo("too-many-parts");
    }

    @Test
    void refusesMessagesThatStandTooDeepInsideOneAnother() {
        // Given
        byte[] value = {};
        for (int i = 0; i < 5_000; i++) {
            value = new Proto().raw(5, new Proto().raw(1, value).bytes()).bytes();
        }
        byte[] attribute = new Proto().text(1, "a").raw(2, value).bytes();
        byte[] body = new Proto()
                .raw(
                        1,
                        new Proto()
                                .raw(1, new Proto().raw(1, attribute).bytes())
                                .bytes())
                .bytes();
        // When
        Reading reading = sender(Kind.TRACES).read("application/x-protobuf", Map.of(), body);
        // Then
        assertThat(((Reading.Rejected) reading).problem().code()).isEqualTo("protobuf-malformed");
    }

    @Test
    void readsAFailedSpan() {
        Span failed = span(text("error.type", "529")).toBuilder()
                .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR))
                .build();
        LlmCall call = (LlmCall) signals(Kind.TRACES, spans(failed)).get(0);
        assertThat(call.result().status()).isEqualTo(529);
        assertThat(call.result().errorType()).isEqualTo("overloaded_error");
    }

    @Test
    void givesTheSumAndTheCountOfAnExponentialHistogramWithItsTemporality() {
        Metric metric = Metric.newBuilder()
                .setName("gen_ai.client.operation.duration")
                .setUnit("s")
                .setExponentialHistogram(ExponentialHistogram.newBuilder()
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                        .addDataPoints(ExponentialHistogramDataPoint.newBuilder()
                                .setStartTimeUnixNano(NOON - 60_000_000_000L)
                                .setTimeUnixNano(NOON)
                                .setCount(3)
                                .setSum(12.5)
                                .setScale(2)
                                .setZeroCount(1)))
                .build();
        List<Signal> signals = signals(Kind.METRICS, metrics(metric));
        assertThat(signals)
                .extracting(signal -> ((MetricPoint) signal).name())
                .containsExactly("gen_ai.client.operation.duration", "gen_ai.client.operation.duration.count");
        assertThat(signals).extracting(signal -> ((MetricPoint) signal).value()).containsExactly(12.5, 3.0);
        assertThat(signals).allSatisfy(signal -> {
            assertThat(((MetricPoint) signal).temporality()).isEqualTo(MetricPoint.Temporality.CUMULATIVE);
            assertThat(((MetricPoint) signal).start()).isEqualTo("2026-11-23T11:59:00Z");
        });
    }

    @Test
    void keepsTheStartOfACumulativeSumWhichTellsAReset() {
        MetricPoint before = point(NOON - 60_000_000_000L, NOON, 900);
        MetricPoint after = point(NOON + 1_000_000_000L, NOON + 2_000_000_000L, 4);
        assertThat(before.start()).isEqualTo("2026-11-23T11:59:00Z");
        assertThat(after.start()).isEqualTo("2026-11-23T12:00:01Z");
        assertThat(after.value()).isEqualTo(4);
        assertThat(after.id()).isNotEqualTo(before.id());
    }

    @Test
    void countsRecordsThatCannotBeAndTakesTheRest() {
        Reading.Understood partly = (Reading.Understood) read(
                Kind.METRICS,
                metrics(
                                sum(0, NOON, 1),
                                Metric.newBuilder()
                                        .setName("nan")
                                        .setSum(Sum.newBuilder()
                                                .addDataPoints(NumberDataPoint.newBuilder()
                                                        .setTimeUnixNano(NOON)))
                                        .build())
                        .toByteArray());
        assertThat(partly.signals()).hasSize(1);
        assertThat(partly.rejected()).isEqualTo(1);
        assertThat(partly.reason()).contains("value");
    }

    @Test
    void readsAnEventOfClaudeCode() {
        LogRecord record = LogRecord.newBuilder()
                .setTimeUnixNano(NOON)
                .setBody(AnyValue.newBuilder().setStringValue("claude_code.api_request"))
                .addAttributes(text("request_id", "req_1"))
                .addAttributes(text("model", "claude-opus-5[1m]"))
                .addAttributes(whole("input_tokens", 7))
                .addAttributes(text("output_tokens", "9"))
                .addAttributes(whole("cost_usd_micros", 90_457))
                .build();
        LlmCall call = (LlmCall) signals(Kind.LOGS, logs(record)).get(0);
        assertThat(call.id()).isEqualTo("req_1");
        assertThat(call.model()).isEqualTo("claude-opus-5");
        assertThat(call.tokens()).isEqualTo(TokenUsage.of(7, 9));
        assertThat(call.cost().nanoUsd()).isEqualTo(90_457_000);
    }

    @Test
    void leavesOutMapsAndBytesAndLists() {
        KeyValue map = KeyValue.newBuilder()
                .setKey("map")
                .setValue(AnyValue.newBuilder()
                        .setKvlistValue(KeyValueList.newBuilder().addValues(text("inner", "SECRET"))))
                .build();
        KeyValue bytes = KeyValue.newBuilder()
                .setKey("bytes")
                .setValue(AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8("SECRET")))
                .build();
        KeyValue list = list("list", "SECRET");
        Metric metric = Metric.newBuilder()
                .setName("n")
                .setSum(Sum.newBuilder()
                        .addDataPoints(NumberDataPoint.newBuilder()
                                .setTimeUnixNano(NOON)
                                .setAsInt(1)
                                .addAttributes(map)
                                .addAttributes(bytes)
                                .addAttributes(list)
                                .addAttributes(text("kept", "v"))))
                .build();
        MetricPoint point = (MetricPoint) signals(Kind.METRICS, metrics(metric)).get(0);
        assertThat(point.labels()).isEqualTo(Map.of("kept", "v", "service.name", "bot"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void acceptsAnEmptyExport(Kind kind) {
        assertThat(Sender.signals(read(kind, new byte[0]))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void refusesWhatIsNoProtobuf(Kind kind) {
        for (byte[] body : List.of("{\"resourceLogs\":[]}".getBytes(UTF_8), new byte[] {10, 127, 1})) {
            Problem problem = ((Reading.Rejected) read(kind, body)).problem();
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.code()).isEqualTo("protobuf-malformed");
            assertThat(problem.detail()).contains(kind.word());
        }
    }

    @Test
    void refusesValuesInsideValuesWithoutEnd() {
        assertThat(((Reading.Rejected) read(Kind.TRACES, deep())).problem().status())
                .isEqualTo(400);
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        byte[] good = spans(span(text("gen_ai.system", "openai"))).toByteArray();
        for (int i = 0; i < good.length - 5; i++) {
            if (new String(good, i, 6, UTF_8).equals("openai")) {
                good[i] = (byte) 0xff;
            }
        }
        assertThat(((Reading.Rejected) read(Kind.TRACES, good)).problem().status())
                .isEqualTo(400);
    }

    /** A value inside a value, deeper than the parser follows. */
    private static byte[] deep() {
        AnyValue value = AnyValue.newBuilder().setIntValue(1).build();
        for (int i = 0; i < 200; i++) {
            value = AnyValue.newBuilder()
                    .setArrayValue(ArrayValue.newBuilder().addValues(value))
                    .build();
        }
        KeyValue attribute =
                KeyValue.newBuilder().setKey("deep").setValue(value).build();
        return spans(Span.newBuilder().addAttributes(attribute).build()).toByteArray();
    }

    private static MetricPoint point(long start, long at, long value) {
        return (MetricPoint)
                signals(Kind.METRICS, metrics(sum(start, at, value))).get(0);
    }

    private static Metric sum(long start, long at, long value) {
        return Metric.newBuilder()
                .setName("tokens")
                .setSum(Sum.newBuilder()
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                        .addDataPoints(NumberDataPoint.newBuilder()
                                .setStartTimeUnixNano(start)
                                .setTimeUnixNano(at)
                                .setAsInt(value)))
                .build();
    }

    private static Span span(KeyValue more) {
        HexFormat hex = HexFormat.of();
        return Span.newBuilder()
                .setTraceId(ByteString.copyFrom(hex.parseHex("0af7651916cd43dd8448eb211c80319c")))
                .setSpanId(ByteString.copyFrom(hex.parseHex("b7ad6b7169203331")))
                .setStartTimeUnixNano(NOON)
                .setEndTimeUnixNano(NOON + 2_500_000_000L)
                .addAttributes(text("gen_ai.operation.name", "chat"))
                .addAttributes(text("gen_ai.request.model", "claude-opus-5"))
                .addAttributes(whole("gen_ai.usage.input_tokens", 100))
                .addAttributes(whole("gen_ai.usage.cache_read.input_tokens", 40))
                .addAttributes(whole("gen_ai.usage.output_tokens", 2))
                .addAttributes(list("gen_ai.response.finish_reasons", "max_tokens"))
                .addAttributes(more)
                .build();
    }

    private static ExportTraceServiceRequest spans(Span span) {
        ExportTraceServiceRequest.Builder export = ExportTraceServiceRequest.newBuilder();
        export.addResourceSpansBuilder()
                .setResource(bot())
                .addScopeSpansBuilder()
                .addSpans(span);
        return export.build();
    }

    private static ExportLogsServiceRequest logs(LogRecord record) {
        ExportLogsServiceRequest.Builder export = ExportLogsServiceRequest.newBuilder();
        export.addResourceLogsBuilder().setResource(bot()).addScopeLogsBuilder().addLogRecords(record);
        return export.build();
    }

    private static ExportMetricsServiceRequest metrics(Metric... metrics) {
        ExportMetricsServiceRequest.Builder export = ExportMetricsServiceRequest.newBuilder();
        export.addResourceMetricsBuilder()
                .setResource(bot())
                .addScopeMetricsBuilder()
                .addAllMetrics(List.of(metrics));
        return export.build();
    }

    private static Resource bot() {
        return Resource.newBuilder().addAttributes(text("service.name", "bot")).build();
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

    private static KeyValue list(String key, String value) {
        ArrayValue list = ArrayValue.newBuilder()
                .addValues(AnyValue.newBuilder().setStringValue(value))
                .build();
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setArrayValue(list))
                .build();
    }

    private static List<Signal> signals(Kind kind, Message export) {
        return Sender.signals(read(kind, export.toByteArray()));
    }

    private static Reading read(Kind kind, byte[] body) {
        return sender(kind).read("application/x-protobuf", Map.of(), body);
    }

    private static Sender sender(Kind kind) {
        return new Sender("otlp-" + kind.name().toLowerCase(Locale.ROOT));
    }
}
