// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.camel.vendor.Answer;
import io.tocsin.camel.vendor.Refusal;
import io.tocsin.camel.vendor.Transport;
import io.tocsin.camel.vendor.VendorException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Speaks to the Events API v2 and turns its answers into results or {@link VendorException}s. Thread-safe. */
final class PagerDutyClient {

    /** PagerDuty's word that it took an event; the dedup key is empty for change events. */
    record Accepted(int status, String message, String dedupKey) {}

    private final URI base;
    private final Transport transport;

    PagerDutyClient(PagerDutyConfiguration configuration) {
        base = Transport.base(configuration.getBaseUri());
        transport = new Transport(configuration);
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

    private static Accepted judge(Answer answer, PagerDutyEvent event) {
        JsonNode body = answer.json();
        if (answer.isSuccess()) {
            if (!body.path("status").asText().equals("success")) {
                throw Refusal.foreign("PagerDuty", answer);
            }
            return new Accepted(
                    answer.status(),
                    body.path("message").asText(),
                    body.path("dedup_key").asText());
        }
        Refusal refusal = Refusal.of("PagerDuty", answer, words(body), event.routingKey());
        boolean key = answer.status() == 400 && errors(body).contains("'routing_key'");
        throw key ? refusal.authFailed() : refusal.byStatus();
    }

    private static String words(JsonNode body) {
        String words = body.path("message").asText("");
        String errors = errors(body);
        return errors.isEmpty() ? words : words + ": " + errors;
    }

    private static String errors(JsonNode body) {
        return StreamSupport.stream(body.path("errors").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining("; "));
    }
}
