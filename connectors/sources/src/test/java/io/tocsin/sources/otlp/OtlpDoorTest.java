// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.TokenUsage;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.sources.Sender;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpDoorTest {
    private static final Sender OTLP = new Sender("otlp");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'resourceLogs':[]}",
                "{'resourceSpans':null}",
                "{'unknownField':7}",
                "{'resourceLogs':[{}],'resourceSpans':[7],'resourceMetrics':[{'scopeMetrics':[{'metrics':'x'}]}]}"
            })
    void acceptsAnExportWithNothingOfInterest(String body) {
        assertThat(OTLP.signals(body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[]|schema", "{'resourceLogs':5}|schema", "{|json-malformed", "{}{}|schema", "''|json-malformed"})
    void refusesWhatCannotBeDecoded(String body, String code) {
        assertThat(OTLP.rejected(body)).satisfies(problem -> {
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.code()).isEqualTo(code);
        });
    }

    @Test
    void buildsNothingOfABodyThatIsNextToNothingButSpans() {
        String spans = "{},".repeat(600_000);
        assertThat(new Sender("otlp-traces")
                        .rejected("{'resourceSpans':[{'scopeSpans':[{'spans':[" + spans + "{}]}]}]}"))
                .satisfies(problem -> {
                    assertThat(problem.status()).isEqualTo(413);
                    assertThat(problem.code()).isEqualTo("too-many-parts");
                });
    }

    @Test
    void saysThatProtobufDoesNotTellItsKind() {
        Reading reading = OTLP.read("application/x-protobuf", Map.of(), "{}".getBytes(UTF_8));
        assertThat(((Reading.Rejected) reading).problem().status()).isEqualTo(415);
        assertThat(((Reading.Rejected) reading).problem().hint()).contains("/v1/logs");
    }

    @Test
    void saysWhereAnExportOfAnotherKindBelongs() {
        assertThat(new Sender("otlp-logs").rejected("{'resourceSpans':[]}").hint())
                .isEqualTo("send it to /v1/traces");
        assertThat(new Sender("otlp-traces").signals("{'resourceSpans':[]}")).isEmpty();
        assertThat(new Sender("otlp-metrics").signals("{}")).isEmpty();
    }

    @Test
    void readsASpanAsACallWithItsLatency() {
        LlmCall call = OTLP.call(span("chat", "'status':{'code':1}", ""));
        assertThat(call.id()).isEqualTo("0af7651916cd43dd8448eb211c80319c/b7ad6b7169203331");
        assertThat(call.at()).isEqualTo("2026-11-23T12:00:02.500Z");
        assertThat(call.result().latencySeconds()).isEqualTo(2.5);
        assertThat(call.result().status()).isEqualTo(200);
        assertThat(call.result().stopReason()).isEqualTo("max_tokens");
        assertThat(call.tokens()).isEqualTo(TokenUsage.of(10, 2));
        assertThat(call.who().feature()).isEqualTo("bot");
    }

    @Test
    void countsASpanAndAnEventOfTheSameCallOnce() {
        String event = "{'resourceLogs':[{'scopeLogs':[{'logRecords':[{'timeUnixNano':'1795435202500000000',"
                + "'traceId':'0AF7651916CD43DD8448EB211C80319C','spanId':'B7AD6B7169203331',"
                + "'eventName':'gen_ai.client.inference.operation.details','attributes':["
                + "{'key':'gen_ai.request.model','value':{'stringValue':'claude-opus-5'}},"
                + "{'key':'gen_ai.operation.name','value':{'stringValue':'chat'}}]}]}]}]}";
        assertThat(OTLP.call(event).id())
                .isEqualTo(OTLP.call(span("chat", "'x':1", "")).id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"invoke_agent", "execute_tool", "create_agent", "invoke_workflow"})
    void ignoresSpansThatStandForOtherSpans(String operation) {
        assertThat(OTLP.signals(span(operation, "'x':1", ""))).isEmpty();
    }

    @Test
    void ignoresClaudeCodeSpansBecauseItsEventsTellTheSameCalls() {
        assertThat(OTLP.signals(span("chat", "'x':1", "").replace("'bot'", "'claude-code'")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RateLimitError, 429, rate_limit_error",
        "anthropic.APITimeoutError, 504, timeout_error",
        "529, 529, overloaded_error",
        "openai.BadRequestError, 400, invalid_request_error"
    })
    void readsTheCauseOfAFailedSpan(String errorType, int status, String word) {
        LlmCall call = OTLP.call(span(
                "chat", "'status':{'code':2}", ",{'key':'error.type','value':{'stringValue':'" + errorType + "'}}"));
        assertThat(call.result().status()).isEqualTo(status);
        assertThat(call.result().errorType()).isEqualTo(word);
    }

    @Test
    void readsAFailedSpanThatTellsNoCause() {
        LlmCall call = OTLP.call(span("chat", "'status':{'code':2}", ""));
        assertThat(call.result().failed()).isTrue();
        assertThat(call.result().errorType()).isEqualTo("error");
    }

    @Test
    void neverCountsTheMoneyOfMetricsAndEventsTwice() {
        List<Signal> signals = OTLP.signals(metric("claude_code.cost.usage", "sum", "'asDouble':0.5", "'session.id'"));
        assertThat(signals).hasSize(1).first().isInstanceOf(MetricPoint.class);
        assertThat(((MetricPoint) signals.get(0)).labels())
                .containsEntry("tocsin.also_told_by", "claude_code.api_request");
    }

    @ParameterizedTest
    @CsvSource({"1, DELTA", "2, CUMULATIVE", "0, CUMULATIVE", "'\"AGGREGATION_TEMPORALITY_DELTA\"', DELTA"})
    void keepsTemporalityAndStart(String told, MetricPoint.Temporality temporality) {
        String body = metric("n", "sum", "'asInt':'7'", "'a'")
                .replace("'aggregationTemporality':1", "'aggregationTemporality':" + told);
        MetricPoint point = (MetricPoint) OTLP.signal(body);
        assertThat(point.temporality()).isEqualTo(temporality);
        assertThat(point.value()).isEqualTo(7);
        assertThat(point.start()).isEqualTo("2026-11-23T12:00:00Z");
    }

    @Test
    void givesTheSumAndTheCountOfAHistogram() {
        List<Signal> signals = OTLP.signals(metric("t", "histogram", "'count':'3','sum':12.5", "'a'"));
        assertThat(signals).extracting(signal -> ((MetricPoint) signal).name()).containsExactly("t", "t.count");
        assertThat(signals).extracting(signal -> ((MetricPoint) signal).value()).containsExactly(12.5, 3.0);
        assertThat(signals).extracting(Signal::id).doesNotHaveDuplicates();
    }

    @Test
    void ignoresPointsWithoutARecordedValueAndCountsPointsWithoutAnyValue() {
        assertThat(OTLP.signals(metric("n", "gauge", "'flags':1", "'a'"))).isEmpty();
        assertThat(OTLP.partly(metric("n", "gauge", "'asDouble':'NaN'", "'a'")).rejected())
                .isEqualTo(1);
    }

    @Test
    void labelsMetricsWithoutContentPersonalDataAndLists() {
        MetricPoint point = (MetricPoint) OTLP.signal(metric("n", "gauge", "'asInt':1", "'keep'")
                .replace(
                        "'attributes':[",
                        "'attributes':[{'key':'user.email','value':{'stringValue':'secret'}},"
                                + "{'key':'gen_ai.prompt.0.content','value':{'stringValue':'secret'}},"
                                + "{'key':'paths','value':{'arrayValue':{'values':[{'stringValue':'secret'}]}}},"));
        assertThat(point.labels()).isEqualTo(Map.of("keep", "v"));
    }

    private static String span(String operation, String extra, String attribute) {
        return ("{'resourceSpans':[{'resource':{'attributes':[{'key':'service.name','value':{'stringValue':'bot'}}]},"
                        + "'scopeSpans':[{'spans':[{'traceId':'0af7651916cd43dd8448eb211c80319c','spanId':'b7ad6b7169203331',"
                        + "'startTimeUnixNano':'1795435200000000000','endTimeUnixNano':1795435202500000000,%s,'attributes':["
                        + "{'key':'gen_ai.operation.name','value':{'stringValue':'%s'}},"
                        + "{'key':'gen_ai.request.model','value':{'stringValue':'claude-opus-5'}},"
                        + "{'key':'gen_ai.usage.input_tokens','value':{'intValue':10}},"
                        + "{'key':'gen_ai.usage.output_tokens','value':{'intValue':'2'}},"
                        + "{'key':'gen_ai.response.finish_reasons','value':{'arrayValue':{'values':[{'stringValue':'max_tokens'}]}}}"
                        + "%s]}]}]}]}")
                .formatted(extra, operation, attribute);
    }

    private static String metric(String name, String kind, String value, String label) {
        return ("{'resourceMetrics':[{'scopeMetrics':[{'metrics':[{'name':'%s','%s':{'aggregationTemporality':1,"
                        + "'dataPoints':[{'startTimeUnixNano':'1795435200000000000','timeUnixNano':'1795435210000000000',%s,"
                        + "'attributes':[{'key':%s,'value':{'stringValue':'v'}}]}]}}]}]}]}")
                .formatted(name, kind, value, label);
    }
}
