// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.pagerduty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Speaks to the Events API v2 and turns its answers into results or {@link PagerDutyException}s. Thread-safe. */
final class PagerDutyClient {

    /** PagerDuty's word that it took an event; the dedup key is empty for change events. */
    record Accepted(int status, String message, String dedupKey) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_QUOTE = 500;

    private final URI base;
    private final Transport transport;

    PagerDutyClient(PagerDutyConfiguration configuration) {
        base = Transport.base(configuration.getBaseUri());
        transport = new Transport(
                Optional.ofNullable(configuration.getHttpClient()),
                Duration.ofMillis(configuration.getConnectTimeout()),
                Duration.ofMillis(configuration.getRequestTimeout()));
    }

    CompletableFuture<Accepted> send(PagerDutyEvent event) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(base + event.operation().path()))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(event.json()))
                .build();
        return transport.send(request).thenApply(answer -> judge(answer, event));
    }

    private static Accepted judge(Transport.Answer answer, PagerDutyEvent event) {
        int status = answer.status();
        JsonNode body = read(answer.body());
        if (status / 100 == 2) {
            if (!body.path("status").asText().equals("success")) {
                throw new RetryableException("answer " + status + " is not PagerDuty's", status, null);
            }
            return new Accepted(
                    status,
                    body.path("message").asText(),
                    body.path("dedup_key").asText());
        }
        String message = "PagerDuty answered " + status + quote(body, event.routingKey());
        if (status == 429 || status == 408 || status >= 500) {
            throw new RetryableException(message, status, answer.retryAfter().orElse(null));
        }
        boolean key = status == 400 && errors(body).contains("'routing_key'");
        throw key || status == 401 || status == 403
                ? new AuthFailedException(message, status)
                : new PermanentException(message, status);
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return JSON.missingNode();
        }
    }

    private static String quote(JsonNode body, String secret) {
        String words = body.path("message").asText("");
        String errors = errors(body);
        String all = errors.isEmpty() ? words : words + ": " + errors;
        if (all.isEmpty()) {
            return "";
        }
        String safe = all.replace(secret, "***");
        return ", " + (safe.length() <= LONGEST_QUOTE ? safe : safe.substring(0, LONGEST_QUOTE) + "…");
    }

    private static String errors(JsonNode body) {
        return StreamSupport.stream(body.path("errors").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining("; "));
    }
}
