// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterBodyTest {
    @ParameterizedTest
    @CsvSource({
        "Token, cloudwatch",
        "SubscribeURL, cloudwatch",
        "webhookUrl, grafana",
        "unsubscribe, statuspage",
        "response_url, sentry",
        "client_secret, azure",
        "apiKey, opsgenie",
        "password, gcp",
        "token, litellm-webhook"
    })
    void masksCredentials(String field, String source) {
        // Given
        String body = "{\"kept\":\"token\",\"" + field + "\" : \"se\\\"cret\",\"after\":1}";
        // Then
        assertThat(kept(source, body)).isEqualTo("{\"kept\":\"token\",\"" + field + "\" : \"***\",\"after\":1}");
    }

    @ParameterizedTest
    @CsvSource({"nativeevents", "cloudevents", "otlp-logs", "otlp-traces", "litellm", "langfuse", "unknown"})
    void keepsNothingOfSendersThatMaySendContent(String source) {
        // Then
        assertThat(kept(source, "{\"messages\":\"a prompt\"}")).isEmpty();
    }

    @Test
    void keepsAtMost64KiB() {
        // Then
        assertThat(kept("grafana", "\u00e9".repeat(100_000)).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(64 * 1024);
    }

    private static String kept(String source, String body) {
        return new String(DeadLetterBody.of(source, body.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
