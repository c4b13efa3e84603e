// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.server.http.Body;
import io.tocsin.server.http.Endpoint;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;
import io.tocsin.server.http.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code POST /webhooks/{source}/{key}}: what monitoring tools push. The key stands in the path because many of them can
 * send nothing else. A source without a key does not exist. Thread-safe.
 */
public final class WebhookEndpoint implements Endpoint {
    /** Sources that push calls by the hundred, prompts and answers included, rather than an alert now and then. */
    private static final Set<String> TRAFFIC = Set.of("litellm", "bedrock", "anthropic", "cloudevents", "native");

    private final Intake intake;
    private final Map<String, Door> doors;
    private final Map<String, List<Secret>> keys = new HashMap<>();
    private final int limit;
    private final int trafficLimit;

    /**
     * Through the doors that have a key.
     *
     * @param limit most bytes of a body
     * @param trafficLimit the same for sources that push calls
     */
    public WebhookEndpoint(
            Intake intake, Map<String, Door> doors, Map<String, List<String>> keys, int limit, int trafficLimit) {
        this.intake = intake;
        this.doors = Map.copyOf(doors);
        this.limit = limit;
        this.trafficLimit = trafficLimit;
        keys.forEach((source, texts) ->
                this.keys.put(source, texts.stream().map(Secret::of).toList()));
    }

    @Override
    public void serve(Exchange exchange) {
        String source = exchange.segment("source");
        Door door = doors.get(source);
        List<Secret> accepted = keys.getOrDefault(source, List.of());
        if (door == null || accepted.isEmpty()) {
            exchange.refuse(Refusal.of(
                    404,
                    "not-found",
                    "no webhook of that source is set up",
                    "give the source a key under server.webhooks in the settings"));
            return;
        }
        String offered = exchange.segment("key");
        boolean known = false;
        for (Secret secret : accepted) {
            known |= secret.is(offered);
        }
        if (known) {
            Body.read(
                    exchange,
                    TRAFFIC.contains(source) ? trafficLimit : limit,
                    body -> intake.take(exchange, source, door, body, EventsEndpoint.Accepted.WEBHOOK));
        } else {
            intake.metrics().rejected(source, "key-invalid");
            exchange.refuse(
                    Refusal.of(401, "key-invalid", "the key in the path is not valid", "copy the address anew"));
        }
    }
}
