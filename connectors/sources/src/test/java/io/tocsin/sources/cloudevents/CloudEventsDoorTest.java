// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.Heartbeat;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.sources.Sender;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventsDoorTest {
    private static final Sender CLOUDEVENTS = new Sender("cloudevents");
    private static final String EVENT = "{'specversion':'1.0','type':'io.tocsin.llm.call','source':'/gw','id':'e1',"
            + "'time':'2026-11-23T12:00:00Z','data':{'model':'claude-opus-5','tokens':{'input':7}}}";
    private static final String FOREIGN = EVENT.replace("io.tocsin.llm.call", "com.example.other");

    @Test
    void fillsInIdTimeAndSourceFromTheEnvelope() {
        LlmCall call = CLOUDEVENTS.call(EVENT);
        assertThat(call.id()).isEqualTo("e1");
        assertThat(call.at()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(call.origin().source()).isEqualTo("/gw");
        assertThat(call.tokens().inputTokens()).isEqualTo(7);
    }

    @Test
    void prefersWhatTheDataTells() {
        LlmCall call = CLOUDEVENTS.call(EVENT.replace("'data':{", "'data':{'id':'own','source':'gateway',"));
        assertThat(call.id()).isEqualTo("own");
        assertThat(call.origin().source()).isEqualTo("gateway");
    }

    @Test
    void readsABatch() {
        List<Signal> signals = CLOUDEVENTS.signals("[" + EVENT + "," + EVENT.replace("e1", "e2") + "]");
        assertThat(signals).extracting(Signal::id).containsExactly("e1", "e2");
        assertThat(CLOUDEVENTS.signals("[]")).isEmpty();
    }

    @Test
    void readsBinaryMode() {
        Reading reading = CLOUDEVENTS.read(
                "application/json",
                headers("io.tocsin.heartbeat"),
                "{\"job\":\"nightly\",\"interval\":\"PT1H\"}".getBytes(UTF_8));
        Heartbeat beat = (Heartbeat) Sender.signals(reading).get(0);
        assertThat(beat.job()).isEqualTo("nightly");
        assertThat(beat.id()).isEqualTo("h1");
    }

    @Test
    void readsDataInBase64() {
        String data = Base64.getEncoder().encodeToString("{\"job\":\"j\",\"interval\":\"PT1H\"}".getBytes(UTF_8));
        String event =
                "{'specversion':'1.0','type':'io.tocsin.heartbeat','source':'s','id':'b','data_base64':'" + data + "'}";
        assertThat(((Heartbeat) CLOUDEVENTS.signal(event)).job()).isEqualTo("j");
    }

    @Test
    void keepsAnEventOfAnUnknownTypeAsADeadLetterThatNamesTheType() {
        assertThat(CLOUDEVENTS.deadLetter(FOREIGN).detail()).contains("com.example.other");
        Reading binary = CLOUDEVENTS.read("application/thrift", headers("com.example.other"), new byte[] {1, 2, 3});
        assertThat(binary).isInstanceOf(Reading.DeadLetter.class);
        assertThat(CLOUDEVENTS.deadLetter(EVENT.replace("llm.call", "nonsense")).code())
                .isEqualTo("cloudevent-type");
    }

    @Test
    void countsUnknownTypesOfABatchAndTakesTheRest() {
        Reading.Understood reading = CLOUDEVENTS.partly("[" + FOREIGN + "," + EVENT + "]");
        assertThat(reading.signals()).hasSize(1);
        assertThat(reading.rejected()).isEqualTo(1);
        assertThat(reading.reason()).contains("com.example.other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'specversion':'1.0' | 'specversion':'0.3' | cloudevent-invalid | specversion",
                "'specversion':'1.0' | 'specversion':1.0 | cloudevent-invalid | specversion",
                "'id':'e1' | 'id':'' | cloudevent-invalid | id",
                "'source':'/gw' | 'sauce':1 | cloudevent-invalid | source",
                "'type':'io.tocsin.llm.call' | 'type':7 | cloudevent-invalid | type",
                "'input':7 | 'input':-7 | value-range | [0].tokens.input",
                "'time':'2026-11-23T12:00:00Z' | 'time':'noon' | time-range | [0].at",
                "'model':'claude-opus-5' | 'tenant':'other','model':'m' | tenant-mismatch | [0].tenant"
            })
    void refusesWhatIsNotAValidEnvelopeOrEvent(String good, String bad, String code, String field) {
        assertThat(CLOUDEVENTS.rejected(EVENT.replace(good, bad))).satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.field()).isEqualTo(field);
        });
    }

    @Test
    void refusesDataThatIsNotAnObject() {
        assertThat(CLOUDEVENTS
                        .rejected(EVENT.replaceFirst("'data':.*", "'data':'text'}"))
                        .code())
                .isEqualTo("schema");
        assertThat(CLOUDEVENTS.rejected(EVENT.replaceFirst(",'data':.*", "}")).code())
                .isEqualTo("schema");
    }

    private static Map<String, String> headers(String type) {
        return new HashMap<>(Map.of("ce-specversion", "1.0", "ce-type", type, "ce-source", "/s", "ce-id", "h1"));
    }
}
