// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.litellm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.Cost;
import io.tocsin.model.signal.CostSource;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.RateLimit;
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

class LiteLlmDoorTest {
    private static final Sender LITELLM = new Sender("litellm");
    private static final String CALL =
            "{'id':'c1','model':'claude-opus-5','custom_llm_provider':'anthropic','status':'success','startTime':1795435200.5,"
                    + "'prompt_tokens':1000,'completion_tokens':10,'response_cost':0.5}";

    @Test
    void takesTheCacheOutOfPromptTokensBecauseTheyIncludeIt() {
        LlmCall call = LITELLM.call(with("'metadata':{'usage_object':{'cache_read_input_tokens':600,"
                + "'cache_creation_input_tokens':300,'cache_creation':{'ephemeral_1h_input_tokens':100}}}"));
        assertThat(call.tokens()).isEqualTo(new TokenUsage(100, 600, 300, 100, 10));
        LlmCall other = LITELLM.call(with("'response':{'usage':{'prompt_tokens_details':{'cached_tokens':400}}}"));
        assertThat(other.tokens()).isEqualTo(new TokenUsage(600, 400, 0, 0, 10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1795435200.5 | 2026-11-23T12:00:00.500Z",
                "'2026-11-23 12:00:00.500000' | 2026-11-23T12:00:00.500Z",
                "'2026-11-23T12:00:00.500' | 2026-11-23T12:00:00.500Z",
                "'2026-11-23T12:00:00.500+02:00' | 2026-11-23T10:00:00.500Z",
                "1795435200500 | 2026-11-23T12:00:00.500Z"
            })
    void readsTimesAsFloatsAndAsTextWithoutZone(String written, String at) {
        String quoted = written.contains("-") ? "'" + written + "'" : written;
        assertThat(LITELLM.call(CALL.replace("1795435200.5", quoted)).at()).isEqualTo(at);
    }

    @Test
    void doesNotBelieveAZeroCostOfBilledTokensBecauseThatIsAnUnknownModel() {
        LlmCall unknown = LITELLM.call(
                CALL.replace("'response_cost':0.5", "'response_cost':0.0").replace("opus-5", "x-9"));
        assertThat(unknown.cost()).isEqualTo(new Cost(10_500_000, CostSource.DEAREST_TIER));
        LlmCall known = LITELLM.call(CALL.replace("'response_cost':0.5", "'response_cost':null"));
        assertThat(known.cost()).isEqualTo(new Cost(5_250_000, CostSource.PRICE_BOOK));
    }

    @Test
    void believesThatACacheHitOfTheGatewayAndAFailureCostNothing() {
        String free = CALL.replace("'response_cost':0.5", "'response_cost':0");
        assertThat(LITELLM.call(free.replace("'id'", "'cache_hit':'True','id'")).cost())
                .isEqualTo(Cost.NONE);
        assertThat(LITELLM.call(free.replace("success", "failure")).cost()).isEqualTo(Cost.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "[%s]", "%s\n", "[%s\n]"})
    void readsAnArrayLinesOrASingleObject(String shape) {
        assertThat(LITELLM.signals(shape.formatted(CALL))).hasSize(1);
        assertThat(LITELLM.signals(CALL + "\n" + CALL.replace("c1", "c2")))
                .extracting(Signal::id)
                .containsExactly("c1", "c2");
    }

    @Test
    void dropsMessagesAndResponses() {
        List<Signal> signals = LITELLM.signals(
                with(
                        "'messages':[{'role':'user','content':'secret words'}],"
                                + "'response':{'choices':[{'finish_reason':'stop','message':{'content':'secret words'}}]},"
                                + "'error_str':'secret words','requester_ip_address':'10.0.0.1','proxy_server_request':{'body':'secret words'}"));
        assertThat(signals.toString()).doesNotContain("secret", "10.0.0.1");
        assertThat(((LlmCall) signals.get(0)).result().stopReason()).isEqualTo("stop");
    }

    @ParameterizedTest
    @CsvSource({
        "429, RateLimitError, '', 429, rate_limit_error",
        "429, RateLimitError, Exceeded budget for provider, 429, billing_error",
        "400, BudgetExceededError, '', 400, billing_error",
        "529, InternalServerError, Overloaded, 529, overloaded_error",
        "500, InternalServerError, overloaded_error from upstream, 500, overloaded_error",
        "503, ServiceUnavailableError, '', 503, overloaded_error",
        "'', Timeout, '', 504, timeout_error",
        "400, ContextWindowExceededError, '', 400, context_window_exceeded",
        "418, Teapot, '', 418, error"
    })
    void tellsQuotaBudgetAndCapacityApart(String code, String errorClass, String message, int status, String word) {
        LlmCall call = LITELLM.call(CALL.replace("success", "failure")
                .replace(
                        "}",
                        ",'error_information':{'error_code':'" + code + "','error_class':'" + errorClass
                                + "','error_message':'" + message + "'}}"));
        assertThat(call.result().failed()).isTrue();
        assertThat(call.result().status()).isEqualTo(status);
        assertThat(call.result().errorType()).isEqualTo(word);
    }

    @Test
    void readsRateLimitsFromTheHeadersHandedOn() {
        List<Signal> signals = LITELLM.signals(with("'metadata':{'user_api_key_alias':'prod'},'hidden_params':{"
                + "'additional_headers':{'llm_provider-anthropic-ratelimit-input-tokens-limit':'1000',"
                + "'llm_provider-anthropic-ratelimit-input-tokens-remaining':'50',"
                + "'x-ratelimit-limit-requests':'10','x-ratelimit-remaining-requests':'1'}}"));
        assertThat(signals).hasSize(2);
        RateLimit limit = (RateLimit) signals.get(1);
        assertThat(limit.id()).isEqualTo("c1#input-tokens");
        assertThat(limit.utilisation()).isEqualTo(0.95);
        assertThat(limit.family()).isEqualTo("opus");
        assertThat(limit.who().workspace()).isEqualTo("prod");
    }

    @Test
    void readsUtilisationOfUnifiedLimitsAsAFractionAndTheirResetAsSecondsSince1970() {
        List<Signal> signals = LITELLM.signals(with("'hidden_params':{'additional_headers':{"
                + "'llm_provider-anthropic-ratelimit-unified-5h-utilization':'0.03',"
                + "'llm_provider-anthropic-ratelimit-unified-5h-reset':'1795440000',"
                + "'llm_provider-anthropic-ratelimit-unified-status':'allowed'}}"));
        assertThat(signals).hasSize(2);
        RateLimit limit = (RateLimit) signals.get(1);
        assertThat(limit.dimension()).isEqualTo("unified-5h");
        assertThat(limit.utilisation()).isEqualTo(0.03);
        assertThat(limit.reset()).isEqualTo("2026-11-23T13:20:00Z");
    }

    @Test
    void readsTheHeadersOfOtherProvidersWhenThereAreNoneOfAnthropic() {
        List<Signal> signals = LITELLM.signals(
                with(
                        "'hidden_params':{'additional_headers':{'x-ratelimit-limit-tokens':'200',"
                                + "'x-ratelimit-remaining-tokens':'50','x-ratelimit-reset-tokens':'6m0s','x-ratelimit-limit-requests':'bad'}}"));
        assertThat(signals).hasSize(2);
        assertThat(((RateLimit) signals.get(1)).dimension()).isEqualTo("tokens");
        assertThat(((RateLimit) signals.get(1)).utilisation()).isEqualTo(0.75);
    }

    @Test
    void attributesToTheEndUserAndHidesTheKey() {
        String hash = "88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b";
        LlmCall call = LITELLM.call(
                with("'end_user':'customer-7','trace_id':'s-1','request_tags':['User-Agent: x','feature:faq'],"
                        + "'metadata':{'user_api_key_user_id':'svc','user_api_key_team_id':'t1','user_api_key_hash':'"
                        + hash + "'}"));
        assertThat(call.who()).isEqualTo(new Attribution("t1", "customer-7", "faq", "s-1", "key-88dc28d0f030"));
    }

    @Test
    void takesTheGoodRecordsOfABatchAndCountsTheBad() {
        Reading.Understood reading = LITELLM.partly("[" + CALL + ",{'id':'x'}," + CALL.replace("1000", "-5") + "]");
        assertThat(reading.signals()).hasSize(1);
        assertThat(reading.rejected()).isEqualTo(2);
        assertThat(reading.reason()).contains("standard logging payload");
    }

    @Test
    void refusesABatchWithoutAnyGoodRecord() {
        assertThat(LITELLM.rejected("[{'id':'x'}]").field()).isEqualTo("[0]");
        assertThat(LITELLM.rejected("{").code()).isEqualTo("json-malformed");
        assertThat(LITELLM.rejected("{'event':'budget_crossed','event_group':'user'}")
                        .detail())
                .contains("litellm-webhook");
        assertThat(LITELLM.read("application/json", Map.of(), "[]".getBytes(UTF_8)))
                .isEqualTo(Reading.Understood.all(List.of()));
    }

    private static String with(String fields) {
        return CALL.substring(0, CALL.length() - 1) + "," + fields + "}";
    }
}
