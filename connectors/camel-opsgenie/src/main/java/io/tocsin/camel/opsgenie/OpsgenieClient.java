// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tocsin.camel.vendor.Answer;
import io.tocsin.camel.vendor.AuthFailedException;
import io.tocsin.camel.vendor.Refusal;
import io.tocsin.camel.vendor.Transport;
import io.tocsin.camel.vendor.VendorException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Speaks to the Alert API and turns its answers into results or {@link VendorException}s. Thread-safe. */
final class OpsgenieClient {

    /** The vendor's word that it took a request; the outcome only where it was asked for. */
    record Accepted(String requestId, String result, Optional<Outcome> outcome) {}

    /** What became of an earlier request. */
    record Outcome(boolean success, String alertId, String alias, Map<String, Object> fields) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI base;
    private final Transport transport;
    private final @Nullable String apiKey;

    OpsgenieClient(OpsgenieConfiguration configuration) {
        String own = configuration.getBaseUri();
        base = Transport.base(own == null ? configuration.getFlavour().baseUri() : own);
        apiKey = configuration.getApiKey();
        transport = new Transport(configuration, "X-RateLimit-Period-In-Sec");
    }

    /**
     * @throws AuthFailedException when the endpoint has no key
     */
    CompletableFuture<Accepted> send(OpsgenieRequest call) {
        String key = apiKey;
        if (key == null || key.isBlank()) {
            throw new AuthFailedException("apiKey is missing from the endpoint");
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

    private static Accepted judge(Answer answer, boolean reads, String key) {
        JsonNode body = answer.json();
        if (answer.isSuccess()) {
            if (!body.hasNonNull("requestId") || (reads && !body.path("data").isObject())) {
                throw Refusal.foreign("Opsgenie", answer);
            }
            return reads
                    ? outcome(body)
                    : new Accepted(
                            body.path("requestId").asText(), body.path("result").asText(), Optional.empty());
        }
        Refusal refusal = Refusal.of("Opsgenie", answer, words(body), key);
        boolean notYetProcessed = reads && answer.status() == 404;
        throw notYetProcessed ? refusal.retryable() : refusal.byStatus();
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

    private static String words(JsonNode body) {
        String words = body.path("message").asText("");
        String errors = body.path("errors").properties().stream()
                .map(error -> error.getKey() + " " + error.getValue().asText())
                .collect(Collectors.joining("; "));
        return words.isEmpty() || errors.isEmpty() ? words : words + " " + errors;
    }
}
