// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Speaks to the Alert API and turns its answers into results or {@link OpsgenieException}s. Thread-safe. */
final class OpsgenieClient {

    /** The vendor's word that it took a request; the outcome only where it was asked for. */
    record Accepted(String requestId, String result, Optional<Outcome> outcome) {}

    /** What became of an earlier request. */
    record Outcome(boolean success, String alertId, String alias, Map<String, Object> fields) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_QUOTE = 500;

    private final URI base;
    private final Transport transport;
    private final @Nullable String apiKey;

    OpsgenieClient(OpsgenieConfiguration configuration) {
        String own = configuration.getBaseUri();
        base = Transport.base(own == null ? configuration.getFlavour().baseUri() : own);
        apiKey = configuration.getApiKey();
        transport = new Transport(
                Optional.ofNullable(configuration.getHttpClient()),
                Duration.ofMillis(configuration.getConnectTimeout()),
                Duration.ofMillis(configuration.getRequestTimeout()));
    }

    /**
     * @throws AuthFailedException when the endpoint has no key
     */
    CompletableFuture<Accepted> send(OpsgenieRequest call) {
        String key = apiKey;
        if (key == null || key.isBlank()) {
            throw new AuthFailedException("apiKey is missing from the endpoint", 0);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + call.path()))
                .header("Authorization", "GenieKey " + key)
                .header("Accept", "application/json");
        boolean reads = call.operation() == OpsgenieOperation.REQUEST_STATUS;
        if (!reads) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(call.json()));
        }
        return transport.send(request.build()).thenApply(answer -> judge(answer, reads, key));
    }

    private static Accepted judge(Transport.Answer answer, boolean reads, String key) {
        int status = answer.status();
        JsonNode body = read(answer.body());
        if (status / 100 == 2) {
            if (!body.hasNonNull("requestId") || (reads && !body.path("data").isObject())) {
                throw new RetryableException("answer " + status + " is not Opsgenie's", status, null);
            }
            return reads
                    ? outcome(body)
                    : new Accepted(
                            body.path("requestId").asText(), body.path("result").asText(), Optional.empty());
        }
        String message = "Opsgenie answered " + status + quote(body, key);
        boolean notYetProcessed = reads && status == 404;
        if (status == 429 || status == 408 || status >= 500 || notYetProcessed) {
            throw new RetryableException(message, status, answer.retryAfter().orElse(null));
        }
        throw status == 401 || status == 403
                ? new AuthFailedException(message, status)
                : new PermanentException(message, status);
    }

    private static Accepted outcome(JsonNode body) {
        JsonNode data = body.path("data");
        Outcome outcome = new Outcome(
                data.path("isSuccess").asBoolean(data.path("success").asBoolean(false)),
                data.path("alertId").asText(),
                data.path("alias").asText(),
                JSON.convertValue(data, new TypeReference<Map<String, Object>>() {}));
        return new Accepted(body.path("requestId").asText(), data.path("status").asText(), Optional.of(outcome));
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
        String errors = body.path("errors").properties().stream()
                .map(error -> error.getKey() + " " + error.getValue().asText())
                .collect(Collectors.joining("; "));
        if (words.isEmpty()) {
            return "";
        }
        String all = (errors.isEmpty() ? words : words + " " + errors).replace(secret, "***");
        return ", " + (all.length() <= LONGEST_QUOTE ? all : all.substring(0, LONGEST_QUOTE) + "…");
    }
}
