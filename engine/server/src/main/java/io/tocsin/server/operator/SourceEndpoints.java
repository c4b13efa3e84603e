// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.pipeline.Engine;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.JsonBody;
import io.tocsin.server.http.Refusal;
import io.tocsin.server.source.DeliveryRecord;
import io.tocsin.server.source.OpenSource;
import io.tocsin.server.source.Source;
import io.tocsin.server.source.Sources;
import io.tocsin.server.source.Touched;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who may push to this server, and what they sent it since it started. Thread-safe. */
public final class SourceEndpoints {
    private static final int MOST_WOKEN = 20;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Sources sources;
    private final Engine engine;

    /** Of these sources. */
    public SourceEndpoints(Sources sources, Engine engine) {
        this.sources = sources;
        this.engine = engine;
    }

    /** {@code GET /api/v1/sources}. */
    public void list(Exchange exchange) {
        ArrayNode array = NODES.arrayNode();
        sources.all().forEach(source -> array.add(source(source)));
        exchange.json(200, "{\"sources\":" + array + "}");
    }

    /** {@code GET /api/v1/sources/{name}/deliveries}. */
    public void deliveries(Exchange exchange) {
        OpenSource source = sources.find(exchange.segment("name"));
        if (source == null) {
            exchange.refuse(Refusal.notFound("there is no source of that name"));
            return;
        }
        ArrayNode array = NODES.arrayNode();
        Collection<LiveAlert> alerts = engine.alerts();
        source.log().newest().forEach(delivery -> array.add(woke(delivery(delivery), delivery, alerts)));
        exchange.json(200, "{\"deliveries\":" + array + "}");
    }

    private static ObjectNode woke(ObjectNode node, DeliveryRecord delivery, Collection<LiveAlert> alerts) {
        ArrayNode woke = node.putArray("woke");
        if (delivery.verdict() == DeliveryRecord.Outcome.ACCEPTED) {
            alerts.stream()
                    .filter(alert -> Touched.woke(delivery, alert))
                    .limit(MOST_WOKEN)
                    .forEach(alert ->
                            woke.addObject().put("rule", alert.alert().rule()).put("alert", alert.id()));
        }
        return node;
    }

    private static ObjectNode source(OpenSource open) {
        Source source = open.source();
        ObjectNode node = NODES.objectNode()
                .put("name", source.name())
                .put("tool", source.tool())
                .put("auth", source.proof().word())
                .put("mode", source.test() ? "test" : "live")
                .put("path", "/webhooks/" + source.name() + (source.proof().inPath() ? "/{key}" : ""))
                .put("perSecond", source.perSecond())
                .put("idHeader", source.idHeader());
        ObjectNode counts = node.putObject("deliveries");
        Map<DeliveryRecord.Outcome, Long> ended = open.log().counts();
        for (DeliveryRecord.Outcome outcome : DeliveryRecord.Outcome.values()) {
            counts.put(outcome.word(), ended.getOrDefault(outcome, 0L));
        }
        List<DeliveryRecord> newest = open.log().newest();
        node.set("last", newest.isEmpty() ? NODES.nullNode() : delivery(newest.get(0)));
        return node;
    }

    private static ObjectNode delivery(DeliveryRecord delivery) {
        ObjectNode node = NODES.objectNode()
                .put("number", delivery.number())
                .put("at", delivery.at().toString())
                .put("verdict", delivery.verdict().word())
                .put("reason", delivery.reason())
                .put("status", delivery.status())
                .put("bytes", delivery.bytes())
                .put("deliveryId", delivery.deliveryId())
                .put("secret", delivery.secret());
        ObjectNode signals = node.putObject("signals");
        new TreeMap<>(delivery.signals()).forEach(signals::put);
        node.put("rejected", delivery.rejected()).put("detail", delivery.detail());
        ArrayNode captured = node.putArray("captured");
        for (String signal : delivery.captured()) {
            JsonNode parsed = JsonBody.parse(signal.getBytes(StandardCharsets.UTF_8));
            captured.add(parsed == null ? NODES.textNode(signal) : parsed);
        }
        return node;
    }
}
