// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.model.signal.Signal;
import io.tocsin.sources.Proto;
import io.tocsin.sources.Sender;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ids are how a repeated delivery is known: those pinned here were given since the first release and must not change. */
class OtlpIdsTest {
    private static final String POINTS = """
            {'resourceMetrics':[{'resource':{'attributes':[{'key':'service.name','value':{'stringValue':'claude-code'}},
            {'key':'team.id','value':{'stringValue':'platform'}}]},'scopeMetrics':[{'metrics':[
            {'name':'claude_code.token.usage','unit':'tokens','sum':{'aggregationTemporality':1,'dataPoints':[
            {'timeUnixNano':'1795450800000000000','startTimeUnixNano':'1795450740000000000','asInt':'7','attributes':[
            {'key':'model','value':{'stringValue':'claude-opus-5[1m]'}},{'key':'type','value':{'stringValue':'input'}}]},
            {'timeUnixNano':'1795450800000000000','startTimeUnixNano':'1795450740000000000','asInt':'8','attributes':[
            {'key':'model','value':{'stringValue':'claude-haiku-4-5'}},{'key':'type','value':{'intValue':'12'}}]},
            {'timeUnixNano':'1795450800000000000','asDouble':1.5,'attributes':[
            {'key':'model','value':{'stringValue':' '}},{'key':'type','value':{'arrayValue':{'values':[{'stringValue':'x'}]}}}]},
            {'timeUnixNano':'1795450800000000000','asDouble':2.5,'attributes':[
            {'key':'user.email','value':{'stringValue':'SECRET'}},{'key':'größe','value':{'boolValue':true}}]}]}}]}]}]}""";
    private static final String SPAN = """
            {'resourceSpans':[{'scopeSpans':[{'spans':[{'endTimeUnixNano':'1795450800000000000','attributes':[
            {'key':'gen_ai.operation.name','value':{'stringValue':'chat'}},
            {'key':'gen_ai.request.model','value':{'stringValue':'claude-opus-5'}},
            {'key':'gen_ai.response.finish_reasons','value':{'arrayValue':{'values':[{'stringValue':'end_turn'}]}}},
            {'key':'gen_ai.usage.input_tokens','value':{'intValue':'5'}}]}]}],
            'resource':{'attributes':[{'key':'service.name','value':{'stringValue':'bot'}}]}}]}""";

    @Test
    void pointsKeepTheirIdsWhetherOrNotTheirNamesAreThoseOfThePointBefore() {
        List<Signal> points = new Sender("otlp-metrics").signals(POINTS);
        assertThat(points)
                .extracting(Signal::id)
                .containsExactly(
                        "metric-648c490edf80ebf1ba8744bb5d865bee",
                        "metric-be822f1d4d7dbdce5ca22dd7e9d21406",
                        "metric-e0a0000fdd9656cfbfb1d9d63ec9a275",
                        "metric-367f621720a71275648b8c296734a9d7");
        assertThat(points)
                .extracting(point -> ((MetricPoint) point).labels().get("model"))
                .containsExactly("claude-opus-5", "claude-haiku-4-5", null, null);
        assertThat(((MetricPoint) points.get(3)).labels())
                .containsEntry("größe", "true")
                .doesNotContainKey("user.email");
    }

    @Test
    void aCallThatTellsNoIdKeepsTheOneMadeOfItsAttributes() {
        assertThat(new Sender("otlp-traces").signals(SPAN))
                .extracting(Signal::id)
                .containsExactly("otlp-b81447047e23f41f4ad9f6318216b895");
    }

    @Test
    void aSumAndItsCountAreTwoSignalsOfOnePoint() {
        List<Signal> signals = new Sender("otlp-metrics").signals("""
                {'resourceMetrics':[{'scopeMetrics':[{'metrics':[{'name':'gen_ai.client.token.usage','histogram':{
                'aggregationTemporality':2,'dataPoints':[{'timeUnixNano':'1795450800000000000','sum':-1,'count':3,
                'attributes':[{'key':'a','value':{'stringValue':'b'}}]}]}}]}]}]}""");
        assertThat(signals).extracting(signal -> ((MetricPoint) signal).value()).containsExactly(-1.0, 3.0);
        assertThat(signals)
                .extracting(signal -> ((MetricPoint) signal).labels())
                .containsOnly(Map.of("a", "b"));
        assertThat(signals).extracting(Signal::id).doesNotHaveDuplicates();
    }

    @Test
    void aResourceMayStandBehindItsSpans() {
        // Given
        Proto span = new Proto()
                .inside(9, attribute("gen_ai.operation.name", "chat"))
                .inside(9, attribute("gen_ai.request.model", "claude-opus-5"));
        Proto group = new Proto()
                .inside(2, new Proto().inside(2, span))
                .inside(1, new Proto().inside(1, attribute("service.name", "bot")));
        byte[] body = new Proto().inside(1, group).bytes();
        // When
        List<Signal> signals = Sender.signals(new Sender("otlp-traces").read("application/x-protobuf", Map.of(), body));
        // Then
        assertThat(((LlmCall) signals.get(0)).who().feature()).isEqualTo("bot");
    }

    private static Proto attribute(String name, String value) {
        return new Proto().text(1, name).inside(2, new Proto().text(1, value));
    }
}
