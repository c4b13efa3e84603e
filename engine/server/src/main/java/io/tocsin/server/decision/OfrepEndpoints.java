// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.model.decision.Flag;
import io.tocsin.pipeline.Engine;
import io.tocsin.server.http.Body;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.JsonBody;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The OpenFeature Remote Evaluation Protocol, version 0.3.0: applications read decisions as feature flags. A flag of a
 * known family on which the engine has no opinion is answered without a value, so that the application uses the default
 * in its code (ADR-0006 of the protocol). Thread-safe.
 */
public final class OfrepEndpoints {
    private static final Set<String> REASONS = Set.of("STATIC", "TARGETING_MATCH", "SPLIT", "DISABLED", "UNKNOWN");
    private static final String UNKNOWN = "UNKNOWN";

    private final Engine engine;
    private final String tenant;
    private final URI address;
    private final FlagStream stream;

    /**
     * Of an engine.
     *
     * @param tenant whose flags are read when the context names none
     * @param address where providers reach this server
     */
    public OfrepEndpoints(Engine engine, String tenant, URI address) {
        this.engine = engine;
        this.tenant = tenant;
        this.address = address;
        this.stream = new FlagStream(tenant, this::tags, engine::now);
    }

    /** {@code GET /ofrep/v1/events}. */
    public FlagStream stream() {
        return stream;
    }

    /** {@code POST /ofrep/v1/evaluate/flags/{key}}. */
    public void one(Exchange exchange) {
        String key = exchange.segment("key");
        withContext(exchange, Optional.of(key), context -> {
            Optional<FlagFamily> family = FlagFamily.of(key);
            if (family.isEmpty()) {
                exchange.json(404, failure(Optional.of(key), "FLAG_NOT_FOUND", "Flag '" + key + "' was not found"));
                return;
            }
            ObjectNode answer = engine.flag(tenant(context), key)
                    .filter(this::inForce)
                    .map(flag -> evaluation(flag, family.get()))
                    .orElseGet(() -> noOpinion(key));
            exchange.json(200, answer.toString());
        });
    }

    /** {@code POST /ofrep/v1/evaluate/flags}. */
    public void all(Exchange exchange) {
        withContext(exchange, Optional.empty(), context -> {
            String of = tenant(context);
            ArrayNode flags = inForce(of);
            EntityTag tag = EntityTag.of(flags.toString());
            exchange.request().response().putHeader(HttpHeaders.ETAG, tag.toString());
            if (tag.matches(exchange.header(HttpHeaders.IF_NONE_MATCH))) {
                exchange.empty(304);
            } else {
                ObjectNode body = JsonNodeFactory.instance.objectNode();
                body.set("flags", flags);
                body.putArray("eventStreams")
                        .addObject()
                        .put("type", "sse")
                        .put(
                                "url",
                                address.resolve("/ofrep/v1/events?tenant=" + encoded(of))
                                        .toString());
                exchange.json(200, body.toString());
            }
        });
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private ArrayNode inForce(String of) {
        return inForce(flag -> flag.tenant().equals(of)).getOrDefault(of, JsonNodeFactory.instance.arrayNode());
    }

    /** By tenant, of those that have any. */
    private Map<String, ArrayNode> inForce(Predicate<Flag> which) {
        Map<String, ArrayNode> flags = new HashMap<>();
        engine.flags().stream()
                .filter(which)
                .filter(this::inForce)
                .forEach(flag -> FlagFamily.of(flag.key())
                        .ifPresent(family -> flags.computeIfAbsent(
                                        flag.tenant(), name -> JsonNodeFactory.instance.arrayNode())
                                .add(evaluation(flag, family))));
        return flags;
    }

    /** One look at all flags, however many tenants are listened to. */
    private Map<String, EntityTag> tags() {
        Map<String, EntityTag> tags = new HashMap<>();
        inForce(flag -> true).forEach((of, flags) -> tags.put(of, EntityTag.of(flags.toString())));
        return tags;
    }

    private String tenant(JsonNode context) {
        String named = context.path("tenant").asText("");
        return named.isBlank() ? tenant : named;
    }

    private boolean inForce(Flag flag) {
        Instant until = flag.expiresAt();
        return until == null || engine.now().isBefore(until);
    }

    private static ObjectNode evaluation(Flag flag, FlagFamily family) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("key", flag.key());
        node.set("value", family.value(flag.value()));
        node.put("reason", REASONS.contains(flag.reason()) ? flag.reason() : UNKNOWN)
                .put("variant", flag.variant());
        ObjectNode metadata = node.putObject("metadata");
        flag.metadata().forEach(metadata::put);
        if (flag.expiresAt() != null) {
            metadata.put("expiresAt", flag.expiresAt().toString());
        }
        return node;
    }

    private static ObjectNode noOpinion(String key) {
        return JsonNodeFactory.instance.objectNode().put("key", key).put("reason", UNKNOWN);
    }

    private static void withContext(Exchange exchange, Optional<String> key, Consumer<JsonNode> then) {
        Body.read(exchange, JsonBody.MAX_BYTES, bytes -> {
            JsonNode body = JsonBody.parse(bytes);
            if (body == null || !body.isObject()) {
                exchange.json(400, failure(key, "PARSE_ERROR", "The request body is not a JSON object"));
            } else if (!body.path("context").isObject()) {
                exchange.json(400, failure(key, "INVALID_CONTEXT", "Request is missing required context object"));
            } else if (!body.path("context").path("targetingKey").isTextual()) {
                exchange.json(
                        400, failure(key, "INVALID_CONTEXT", "Context is missing required targetingKey property"));
            } else {
                then.accept(body.path("context"));
            }
        });
    }

    private static String failure(Optional<String> key, String code, String details) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        key.ifPresent(value -> node.put("key", value));
        return node.put("errorCode", code).put("errorDetails", details).toString();
    }
}
