// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.Cost;
import io.tocsin.model.signal.CostSource;
import io.tocsin.model.signal.Feedback;
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

class OtlpLogsTest {
    private static final Sender OTLP = new Sender("otlp");
    private static final String NOON = "'1795435200000000000'";

    @Test
    void readsWholeNumbersWrittenAsNumbersStringsAndStringValues() {
        LlmCall call = OTLP.call(claude(
                "api_request",
                NOON,
                attribute("request_id", "r1"),
                attribute("model", "claude-opus-5"),
                "{'key':'input_tokens','value':{'intValue':'7'}}",
                "{'key':'output_tokens','value':{'intValue':8}}",
                "{'key':'cache_read_tokens','value':{'stringValue':'9'}}",
                "{'key':'cache_creation_tokens','value':{'doubleValue':10}}"));
        assertThat(call.tokens()).isEqualTo(new TokenUsage(7, 9, 10, 0, 8));
    }

    @Test
    void keepsClaudeCodeInputAsItIsBecauseItExcludesTheCache() {
        LlmCall call = OTLP.call(claude(
                "api_request",
                NOON,
                attribute("request_id", "r1"),
                attribute("model", "claude-opus-5"),
                attribute("input_tokens", "5"),
                attribute("cache_read_tokens", "5000")));
        assertThat(call.tokens()).isEqualTo(new TokenUsage(5, 5000, 0, 0, 0));
    }

    @Test
    void takesTheCacheOutOfGenAiInputBecauseItIncludesTheCache() {
        LlmCall call = OTLP.call(details(
                attribute("gen_ai.usage.input_tokens", "1000"),
                attribute("gen_ai.usage.cache_read.input_tokens", "700"),
                attribute("gen_ai.usage.cache_creation.input_tokens", "200"),
                attribute("gen_ai.usage.output_tokens", "50")));
        assertThat(call.tokens()).isEqualTo(new TokenUsage(100, 700, 200, 0, 50));
    }

    @Test
    void keepsGenAiInputOfSendersThatPlainlyDoNotIncludeTheCache() {
        LlmCall call = OTLP.call(details(
                attribute("gen_ai.usage.input_tokens", "10"),
                attribute("gen_ai.usage.cache_read.input_tokens", "700")));
        assertThat(call.tokens()).isEqualTo(new TokenUsage(10, 700, 0, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "gen_ai.system, gen_ai.request.model, gen_ai.usage.prompt_tokens, gen_ai.usage.completion_tokens, gen_ai.usage.cache_read_input_tokens",
        "gen_ai.system, gen_ai.response.model, llm.usage.prompt_tokens, llm.usage.completion_tokens, gen_ai.usage.cache_read_input_tokens",
        "gen_ai.provider.name, gen_ai.response.model, gen_ai.usage.input_tokens, gen_ai.usage.output_tokens, gen_ai.usage.cache_read.input_tokens"
    })
    void understandsEveryGenerationOfGenAiNames(
            String provider, String model, String input, String output, String read) {
        LlmCall call = OTLP.call(record(
                "gen_ai.client.inference.operation.details",
                NOON,
                attribute(provider, "OpenAI"),
                attribute(model, "gpt-4o"),
                attribute(input, "100"),
                attribute(output, "9"),
                attribute(read, "40")));
        assertThat(call.provider()).isEqualTo("openai");
        assertThat(call.model()).isEqualTo("gpt-4o");
        assertThat(call.tokens()).isEqualTo(new TokenUsage(60, 40, 0, 0, 9));
    }

    @Test
    void understandsTheCacheWriteNameToCome() {
        LlmCall call = OTLP.call(details(
                attribute("gen_ai.usage.input_tokens", "100"),
                attribute("gen_ai.usage.cache_write.input_tokens", "30")));
        assertThat(call.tokens()).isEqualTo(new TokenUsage(70, 0, 30, 0, 0));
    }

    @Test
    void prefersTheCostInMicrosBecauseItHasNoFloatError() {
        LlmCall call = OTLP.call(claude(
                "api_request",
                NOON,
                attribute("request_id", "r"),
                attribute("model", "claude-opus-5"),
                attribute("cost_usd", "0.0904565"),
                attribute("cost_usd_micros", "90457")));
        assertThat(call.cost()).isEqualTo(new Cost(90_457_000, CostSource.REPORTED));
    }

    @Test
    void takesTheTimeOfTheEventWhenTheRecordsIsAbsurd() {
        for (String absurd : List.of("'3000'", "0", "'99999999999999999999999'", "'later'", "'4102444800000000000'")) {
            LlmCall call = OTLP.call(claude(
                    "api_request",
                    absurd,
                    attribute("request_id", "r"),
                    attribute("model", "m"),
                    attribute("event.timestamp", "2026-11-20T01:02:03.004Z")));
            assertThat(call.at()).as(absurd).isEqualTo("2026-11-20T01:02:03.004Z");
        }
    }

    @Test
    void tellsAnErrorOnceWithItsCause() {
        LlmCall capacity = OTLP.call(claude(
                "api_error",
                NOON,
                attribute("client_request_id", "c1"),
                attribute("model", "m"),
                attribute("status_code", "529"),
                attribute("error", "Overloaded"),
                attribute("attempt", "11")));
        assertThat(capacity.result().status()).isEqualTo(529);
        assertThat(capacity.result().errorType()).isEqualTo("overloaded_error");
        assertThat(capacity.cost()).isEqualTo(Cost.NONE);
        assertThat(capacity.id()).isEqualTo("c1");
        LlmCall budget = OTLP.call(claude(
                "api_error",
                NOON,
                attribute("client_request_id", "c2"),
                attribute("model", "m"),
                attribute("status_code", "429"),
                attribute("error", "429 {'type':'billing_error'}".replace("'", ""))));
        assertThat(budget.result().errorType()).isEqualTo("billing_error");
        LlmCall network =
                OTLP.call(claude("api_error", NOON, attribute("client_request_id", "c3"), attribute("model", "m")));
        assertThat(network.result().status()).isZero();
        assertThat(network.result().errorType()).isEqualTo("connection_error");
    }

    @Test
    void readsARefusalAsAnAnswerWithStatus200BesideItsRequest() {
        LlmCall refusal =
                OTLP.call(claude("api_refusal", NOON, attribute("request_id", "r9"), attribute("model", "m")));
        assertThat(refusal.result().refused()).isTrue();
        assertThat(refusal.result().status()).isEqualTo(200);
        assertThat(refusal.id()).isEqualTo("r9#refusal");
    }

    @Test
    void ignoresExhaustedRetriesBecauseTheErrorIsToldByAnEventOfItsOwn() {
        assertThat(OTLP.signals(claude(
                        "api_retries_exhausted",
                        NOON,
                        attribute("model", "m"),
                        attribute("total_attempts", "11"),
                        attribute("total_retry_duration_ms", "90000"))))
                .isEmpty();
    }

    @Test
    void readsAnExceptionOfTheConventionsAsACallThatFailed() {
        LlmCall call = OTLP.call(record(
                "gen_ai.client.operation.exception",
                NOON,
                attribute("gen_ai.operation.name", "chat"),
                attribute("gen_ai.request.model", "claude-opus-5"),
                attribute("exception.type", "anthropic.RateLimitError"),
                attribute("exception.message", "secret words")));
        assertThat(call.result().failed()).isTrue();
        assertThat(call.result().errorType()).isEqualTo("rate_limit_error");
        assertThat(call.toString()).doesNotContain("secret");
    }

    @Test
    void readsACompactionAsAGauge() {
        MetricPoint point = (MetricPoint) OTLP.signal(claude(
                "compaction",
                NOON,
                attribute("session.id", "s"),
                attribute("pre_tokens", "180000"),
                attribute("post_tokens", "20000"),
                attribute("trigger", "auto")));
        assertThat(point.value()).isEqualTo(180_000);
        assertThat(point.labels()).isEqualTo(Map.of("trigger", "auto", "post_tokens", "20000"));
        assertThat(point.who().session()).isEqualTo("s");
    }

    @Test
    void readsAnEvaluationAsFeedbackOnTheAnswer() {
        Feedback feedback = (Feedback) OTLP.signal(record(
                "gen_ai.evaluation.result",
                NOON,
                attribute("gen_ai.evaluation.name", "relevance"),
                attribute("gen_ai.evaluation.score.value", "0.25"),
                attribute("gen_ai.response.id", "msg_1"),
                attribute("gen_ai.evaluation.explanation", "secret words")));
        assertThat(feedback.kind()).isEqualTo(Feedback.Kind.EVALUATION);
        assertThat(feedback.requestId()).isEqualTo("msg_1");
        assertThat(feedback.score()).isEqualTo(0.25);
        assertThat(feedback.toString()).doesNotContain("secret");
    }

    @Test
    void countsWhatCannotBeAndTakesTheRest() {
        String good = "{'timeUnixNano':" + NOON + ",'eventName':'claude_code.api_request','attributes':["
                + attribute("model", "m") + "," + attribute("input_tokens", "1") + "]}";
        String bad = good.replace("'1'", "'-1'");
        Reading.Understood reading =
                OTLP.partly("{'resourceLogs':[{'scopeLogs':[{'logRecords':[" + bad + "," + good + "," + bad + "]}]}]}");
        assertThat(reading.signals()).hasSize(1);
        assertThat(reading.rejected()).isEqualTo(2);
        assertThat(reading.reason()).isEqualTo("tokens.input must lie in 0 to 100000000, was -1");
    }

    @Test
    void dropsContentAtTheDoor() {
        List<Signal> signals = OTLP.signals(record(
                "gen_ai.client.inference.operation.details",
                NOON,
                attribute("gen_ai.request.model", "m"),
                attribute("gen_ai.operation.name", "chat"),
                attribute("gen_ai.input.messages", "secret words"),
                attribute("gen_ai.output.messages", "secret words"),
                attribute("gen_ai.system_instructions", "secret words")));
        assertThat(signals).hasSize(1);
        assertThat(signals.toString()).doesNotContain("secret");
        assertThat(OTLP.signals(record("gen_ai.user.message", NOON, attribute("content", "secret words"))))
                .isEmpty();
    }

    @Test
    void getsTheSameIdWhenTheSameExportIsSentAgain() {
        String body = claude("api_request", NOON, attribute("model", "m"), attribute("input_tokens", "3"));
        assertThat(OTLP.call(body).id()).isEqualTo(OTLP.call(body).id()).startsWith("otlp-");
    }

    @Test
    void attributesToTeamAndAccountButNeverToAnEmailAddress() {
        LlmCall call = OTLP.call("{'resourceLogs':[{'resource':{'attributes':[" + attribute("department", "legal") + ","
                + attribute("service.name", "claude-code") + "]},'scopeLogs':[{'logRecords':[{'timeUnixNano':" + NOON
                + ",'body':{'stringValue':'claude_code.api_request'},'attributes':["
                + attribute("model", "claude-opus-5[1m]")
                + "," + attribute("user.email", "a@b.example") + "," + attribute("user.account_uuid", "acc-1")
                + "]}]}]}]}");
        assertThat(call.who().team()).isEqualTo("legal");
        assertThat(call.who().user()).isEqualTo("acc-1");
        assertThat(call.model()).isEqualTo("claude-opus-5");
        assertThat(call.toString()).doesNotContain("@");
    }

    private static String details(String... attributes) {
        String[] all = new String[attributes.length + 1];
        all[0] = attribute("gen_ai.response.model", "claude-opus-5");
        System.arraycopy(attributes, 0, all, 1, attributes.length);
        return record("gen_ai.client.inference.operation.details", NOON, all);
    }

    private static String claude(String event, String time, String... attributes) {
        return record("claude_code." + event, time, attributes);
    }

    private static String record(String event, String time, String... attributes) {
        return "{'resourceLogs':[{'scopeLogs':[{'logRecords':[{'timeUnixNano':" + time + ",'eventName':'" + event
                + "','attributes':[" + String.join(",", attributes) + "]}]}]}]}";
    }

    private static String attribute(String key, String value) {
        return "{'key':'" + key + "','value':{'stringValue':'" + value + "'}}";
    }
}
