// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.CostSource;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.TokenUsage;
import io.tocsin.sources.Sender;
import org.junit.jupiter.api.Test;

class BedrockDoorTest {
    private static final Sender BEDROCK = new Sender("bedrock");
    private static final String LOG =
            "{'schemaType':'ModelInvocationLog','requestId':'r1','timestamp':'2026-11-23T12:00:00Z',"
                    + "'region':'us-east-1','modelId':'us.anthropic.claude-haiku-4-5-20251001-v1:0','accountId':'1',"
                    + "'requestMetadata':{'team':'t','application':'bot','dataClass':'phi'},"
                    + "'input':{'inputTokenCount':10,'cacheReadInputTokenCount':5,'cacheWriteInputTokenCount':3,"
                    + "'inputBodyJson':{'messages':'secret words'}},'output':{'outputTokenCount':2,'outputBodyJson':'secret words'}}";

    @Test
    void readsCountsTagsAndRegionButNoBodies() {
        LlmCall call = BEDROCK.call(LOG);
        assertThat(call.tokens()).isEqualTo(new TokenUsage(10, 5, 3, 0, 2));
        assertThat(call.cost().source()).isEqualTo(CostSource.PRICE_BOOK);
        assertThat(call.who().feature()).isEqualTo("bot");
        assertThat(call.handling().dataClass()).isEqualTo("phi");
        assertThat(call.toString()).doesNotContain("secret");
    }

    @Test
    void tellsTheRegionThatInferredAndNotTheOneThatWasAsked() {
        LlmCall call = BEDROCK.call(LOG.replace("'region'", "'inferenceRegion':'us-west-2','region'"));
        assertThat(call.handling().region()).isEqualTo("us-west-2");
    }

    @Test
    void pricesAnInferenceProfileWithoutAModelNameAsUnknown() {
        LlmCall call = BEDROCK.call(LOG.replace(
                "us.anthropic.claude-haiku-4-5-20251001-v1:0",
                "arn:aws:bedrock:us-east-1:1:application-inference-profile/abc123"));
        assertThat(call.cost().source()).isEqualTo(CostSource.DEAREST_TIER);
        assertThat(call.cost().nanoUsd()).isPositive();
    }

    @Test
    void readsLinesAndThrottling() {
        assertThat(BEDROCK.signals(LOG + "\n" + LOG.replace("r1", "r2"))).hasSize(2);
        LlmCall throttled = BEDROCK.call(LOG.replace("'accountId'", "'errorCode':'ThrottlingException','accountId'"));
        assertThat(throttled.result().errorType()).isEqualTo("rate_limit_error");
        assertThat(throttled.result().status()).isEqualTo(429);
    }

    @Test
    void keepsWhatItDoesNotUnderstand() {
        assertThat(BEDROCK.deadLetter("{'schemaType':'Other'}").code()).isEqualTo("schema");
        assertThat(BEDROCK.deadLetter(LOG.replace("10,", "-10,")).code()).isEqualTo("value-range");
    }
}
