// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.Cost;
import io.tocsin.model.signal.CostSource;
import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.model.signal.RateLimit;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.TokenUsage;
import io.tocsin.sources.Sender;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicDoorTest {
    private static final Sender ANTHROPIC = new Sender("anthropic");

    @Test
    void readsUsageByKindAndPricesTheHourOfCache() {
        LlmCall call = ANTHROPIC.call("{'type':'message','id':'msg_1','model':'claude-opus-5','stop_reason':'end_turn',"
                + "'content':[{'type':'text','text':'secret words'}],'usage':{'input_tokens':2,'output_tokens':4,"
                + "'cache_read_input_tokens':15273,'cache_creation_input_tokens':8271,'cache_creation':"
                + "{'ephemeral_5m_input_tokens':0,'ephemeral_1h_input_tokens':8271},'service_tier':'standard'}}");
        assertThat(call.tokens()).isEqualTo(new TokenUsage(2, 15_273, 8_271, 8_271, 4));
        assertThat(call.cost()).isEqualTo(new Cost(90_456_500, CostSource.PRICE_BOOK));
        assertThat(call.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"batch, , 2500000", "standard, us, 5500000", "standard, global, 5000000"})
    void pricesTierAndGeography(String tier, String geo, long nanoUsd) {
        LlmCall call =
                ANTHROPIC.call(("{'type':'message','id':'m','model':'claude-opus-5','usage':{'input_tokens':1000,"
                                + "'output_tokens':0,'service_tier':'%s','inference_geo':'%s'}}")
                        .formatted(tier, geo == null ? "" : geo));
        assertThat(call.cost().nanoUsd()).isEqualTo(nanoUsd);
    }

    @Test
    void takesTheLastUsageOfAStreamBecauseItIsCumulative() {
        List<Signal> signals = ANTHROPIC.signals("""
                [{'type':'message_start','message':{'type':'message','id':'msg_s','model':'claude-opus-5','content':[],
                  'usage':{'input_tokens':25,'cache_read_input_tokens':100,'output_tokens':1}}},
                 {'type':'content_block_delta','delta':{'type':'text_delta','text':'secret words'}},{'type':'ping'},
                 {'type':'message_delta','delta':{'stop_reason':null},'usage':{'output_tokens':8}},
                 {'type':'message_delta','delta':{'stop_reason':'max_tokens'},'usage':{'output_tokens':15,'input_tokens':null}},
                 {'type':'message_stop'}]
                """);
        assertThat(signals).hasSize(1);
        LlmCall call = (LlmCall) signals.get(0);
        assertThat(call.tokens()).isEqualTo(new TokenUsage(25, 100, 0, 0, 15));
        assertThat(call.result().stopReason()).isEqualTo("max_tokens");
        assertThat(call.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"refusal", "model_context_window_exceeded"})
    void readsRefusalAndOverflowAsAnswersWithStatus200(String stopReason) {
        LlmCall call = ANTHROPIC.call("{'type':'message','id':'m','model':'claude-opus-5','stop_reason':'" + stopReason
                + "','usage':{'input_tokens':10,'output_tokens':0}}");
        assertThat(call.result().status()).isEqualTo(200);
        assertThat(call.result().stopReason()).isEqualTo(stopReason);
        assertThat(call.cost().nanoUsd()).isEqualTo(stopReason.equals("refusal") ? 0 : 50_000);
    }

    @ParameterizedTest
    @CsvSource({
        "rate_limit_error, 429",
        "overloaded_error, 529",
        "billing_error, 429",
        "api_error, 500",
        "timeout_error, 504",
        "invalid_request_error, 400",
        "an_error_of_next_year, 0"
    })
    void tellsErrorsApart(String type, int status) {
        LlmCall call = ANTHROPIC.call(
                "{'type':'error','error':{'type':'" + type + "','message':'secret'},'request_id':'req_1'}");
        assertThat(call.result().errorType()).isEqualTo(type);
        assertThat(call.result().status()).isEqualTo(status);
        assertThat(call.toString()).doesNotContain("secret");
    }

    @Test
    void readsRateLimitsOfARefusedRequestFromItsHeaders() {
        List<Signal> signals = Sender.signals(ANTHROPIC.read(
                "application/json",
                Map.of(
                        "anthropic-ratelimit-requests-limit",
                        "50",
                        "anthropic-ratelimit-requests-remaining",
                        "0",
                        "anthropic-ratelimit-requests-reset",
                        "2026-11-23T16:31:00Z",
                        "anthropic-ratelimit-unified-status",
                        "rejected",
                        "date",
                        "Mon, 23 Nov 2026 16:29:59 GMT"),
                "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\"},\"request_id\":\"r\"}".getBytes(UTF_8)));
        assertThat(signals).hasSize(2);
        assertThat(((RateLimit) signals.get(1)).utilisation()).isEqualTo(1);
        assertThat(signals.get(1).at()).isEqualTo("2026-11-23T16:29:59Z");
    }

    @Test
    void readsAmountsAsCents() {
        String report = "{'data':[{'starting_at':'2026-11-22T00:00:00Z','ending_at':'2026-11-23T00:00:00Z','results':["
                + "{'currency':'USD','amount':'123.45','model':'claude-opus-5'}]}],'has_more':false}";
        MetricPoint cost = (MetricPoint) ANTHROPIC.signals(report).get(0);
        assertThat(cost.value()).isEqualTo(1.2345);
        assertThat(cost.unit()).isEqualTo("USD");
        MetricPoint limit =
                (MetricPoint) ANTHROPIC.signal("{'data':[{'type':'spend_limit','id':'spl_1','amount':'50000',"
                        + "'currency':'USD','period':'monthly','scope':{'type':'workspace','workspace_id':'w1'},'is_enabled':true},"
                        + "{'type':'spend_limit','id':'spl_2','amount':null}]}");
        assertThat(limit.value()).isEqualTo(500);
        assertThat(limit.who().workspace()).isEqualTo("w1");
    }

    @Test
    void tellsReportsAsMetricsBecauseTheCallsTellTheMoney() {
        String open = "{'data':[{'starting_at':'2026-11-23T16:00:00Z','ending_at':'2026-11-23T17:00:00Z','results':["
                + "{'uncached_input_tokens':%d,'output_tokens':2}]}]}";
        List<Signal> signals = ANTHROPIC.signals(open.formatted(10));
        assertThat(signals)
                .hasSize(2)
                .allSatisfy(signal ->
                        assertThat(((MetricPoint) signal).temporality()).isEqualTo(MetricPoint.Temporality.CUMULATIVE));
        assertThat(signals.get(0).at()).isEqualTo(Sender.NOW);
        assertThat(ANTHROPIC.signals(open.formatted(11)).get(0).id())
                .isNotEqualTo(signals.get(0).id());
        assertThat(ANTHROPIC.signals(open.formatted(10)).get(0).id())
                .isEqualTo(signals.get(0).id());
    }

    @Test
    void alertsOnWebhooksThatAskForAttention() {
        String event =
                "{'type':'event','id':'whe_1','created_at':'2026-11-23T10:00:00Z','data':{'type':'%s','id':'d1'}}";
        ExternalAlert alert = (ExternalAlert) ANTHROPIC.signal(event.formatted("deployment_run.failed"));
        assertThat(alert.severity()).isEqualTo("critical");
        assertThat(alert.fingerprint()).isEqualTo("deployment_run.failed/d1");
        assertThat(ANTHROPIC.signals(event.formatted("session.outcome_evaluation_ended")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'hello':1}",
                "{'type':'message'}",
                "{'type':'error'}",
                "{'type':'event'}",
                "{'type':'novel'}",
                "x",
                "{'data':[{'results':[]}]}",
                "{'type':'message','model':'m','usage':{'input_tokens':-1}}"
            })
    void keepsWhatItDoesNotUnderstand(String body) {
        assertThat(ANTHROPIC.deadLetter(body).detail()).isNotBlank();
    }
}
