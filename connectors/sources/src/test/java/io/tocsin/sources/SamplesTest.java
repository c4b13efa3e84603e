// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplesTest {

    @ParameterizedTest
    @CsvSource({
        "native-call.json, native, application/json, 3",
        "native-batch.ndjson, native, application/x-ndjson, 6",
        "cloudevent.json, cloudevents, application/cloudevents+json, 1",
        "otlp-logs.json, otlp, application/json, 2",
        "otlp-metrics.json, otlp, application/json, 3",
        "otlp-traces.json, otlp, application/json, 1",
        "litellm.json, litellm, application/json, 3",
        "alertmanager-firing.json, alertmanager, application/json, 1",
        "otlp-metrics-envoy-ai-gateway.json, otlp, application/json, 2",
        "standard-webhook.json, standard-webhooks, application/json, 1",
        "alertmanager-resolved.json, alertmanager, application/json, 1"
    })
    void isUnderstoodAsAWhole(String file, String door, String contentType, int signals) {
        assertThat(signals(file, door, contentType)).hasSize(signals);
    }

    @Test
    void nativeCallTellsTheCallAndItsRateLimits() {
        List<Signal> signals = signals("native-call.json", "native", "application/json");
        LlmCall call = (LlmCall) signals.get(0);
        assertThat(call.tokens()).isEqualTo(new TokenUsage(1200, 18_000, 600, 0, 420));
        // 1.1 x (1200 x 3 + 18000 x 0.3 + 600 x 3.75 + 420 x 15) dollars per million
        assertThat(call.cost()).isEqualTo(new Cost(19_305_000, CostSource.PRICE_BOOK));
        assertThat(((RateLimit) signals.get(1)).utilisation()).isEqualTo(0.225);
        assertThat(((RateLimit) signals.get(1)).family()).isEqualTo("sonnet");
    }

    @Test
    void claudeCodeEventsTellCostAndCapacity() {
        List<Signal> signals = signals("otlp-logs.json", "otlp", "application/json");
        LlmCall request = (LlmCall) signals.get(0);
        assertThat(request.cost()).isEqualTo(new Cost(45_560_000, CostSource.REPORTED));
        assertThat(request.tokens()).isEqualTo(new TokenUsage(12, 41_000, 900, 0, 640));
        assertThat(request.model()).isEqualTo("claude-opus-5");
        assertThat(request.at()).isEqualTo("2026-11-23T16:20:04Z");
        assertThat(((LlmCall) signals.get(1)).result().errorType()).isEqualTo("overloaded_error");
    }

    @Test
    void litellmTellsTheCallItsLimitAndAFailure() {
        List<Signal> signals = signals("litellm.json", "litellm", "application/json");
        assertThat(((LlmCall) signals.get(0)).tokens()).isEqualTo(new TokenUsage(800, 3000, 200, 0, 150));
        assertThat(((RateLimit) signals.get(1)).utilisation()).isEqualTo(0.75);
        assertThat(((LlmCall) signals.get(2)).result().status()).isEqualTo(429);
    }

    @Test
    void alertmanagerTellsTheSameAlertFiringAndResolved() {
        ExternalAlert firing = (ExternalAlert) signals("alertmanager-firing.json", "alertmanager", "application/json")
                .get(0);
        ExternalAlert resolved =
                (ExternalAlert) signals("alertmanager-resolved.json", "alertmanager", "application/json")
                        .get(0);
        assertThat(firing.firing()).isTrue();
        assertThat(resolved.firing()).isFalse();
        assertThat(firing.fingerprint()).isEqualTo(resolved.fingerprint());
    }

    @Test
    void litellmTellsABudgetThatWillBeExceeded() {
        ExternalAlert alert =
                (ExternalAlert) signals("litellm-webhook-projected.json", "litellm-webhook", "application/json")
                        .get(0);
        assertThat(alert.name()).isEqualTo("projected_limit_exceeded");
        assertThat(alert.threshold()).isEqualTo(200);
        assertThat(alert.labels()).containsEntry("projected_exceeded_date", "2026-11-25");
        assertThat(alert.who().team()).isEqualTo("search");
    }

    @Test
    void envoyAiGatewayTellsTokensByModel() {
        MetricPoint tokens = (MetricPoint) signals("otlp-metrics-envoy-ai-gateway.json", "otlp", "application/json")
                .get(0);
        assertThat(tokens.name()).isEqualTo("gen_ai.client.token.usage");
        assertThat(tokens.value()).isEqualTo(48_210);
        assertThat(tokens.labels())
                .containsEntry("gen_ai.request.model", "claude-opus-5")
                .containsEntry("gen_ai.token.type", "input");
    }

    private static List<Signal> signals(String file, String door, String contentType) {
        return Sender.signals(
                new Sender(door).read(contentType, Map.of(), Sender.sample(file).getBytes(UTF_8)));
    }
}
