// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.camel.vendor.AuthFailedException;
import io.tocsin.camel.vendor.BodyReader;
import io.tocsin.camel.vendor.Fields;
import io.tocsin.camel.vendor.PermanentException;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.Message;

/**
 * An event as it goes over the wire, within PagerDuty's limits. Immutable.
 *
 * <p>Made of the message's body, then its headers, then the endpoint's defaults. The body is a whole event (it has a
 * {@code payload}), or a flat map of event and payload fields, where fields PagerDuty does not know become custom
 * details; a {@code String} is JSON when it starts with a brace and the summary otherwise.
 *
 * @param json the body
 * @param routingKey a secret
 */
record PagerDutyEvent(PagerDutyOperation operation, String json, String routingKey) {

    private static final BodyReader BODY = BodyReader.text("summary");
    private static final Set<String> EVENT_FIELDS = Set.of("dedup_key", "client", "client_url", "links", "images");
    private static final Set<String> PAYLOAD_FIELDS =
            Set.of("summary", "source", "severity", "timestamp", "component", "group", "class", "custom_details");
    private static final Set<String> CHANGE_PAYLOAD_FIELDS = Set.of("summary", "source", "timestamp", "custom_details");

    /**
     * @throws AuthFailedException when neither the endpoint nor the body has a routing key
     * @throws PermanentException when the body cannot become an event
     */
    static PagerDutyEvent of(PagerDutyOperation operation, PagerDutyConfiguration configuration, Message message) {
        ObjectNode body = BODY.read(message.getBody());
        String routingKey = routingKey(configuration, body);
        body.remove("routing_key");
        body.remove("event_action");
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("routing_key", routingKey);
        if (operation == PagerDutyOperation.CHANGE) {
            ObjectNode payload = payload(body);
            describe(payload, configuration, message);
            payload.retain(CHANGE_PAYLOAD_FIELDS);
            event.set("payload", payload);
            copy("links", body, event);
        } else {
            event.put("event_action", operation.wireName());
            dedupKey(operation, body, event, message);
            if (operation == PagerDutyOperation.TRIGGER) {
                ObjectNode payload = payload(body);
                describe(payload, configuration, message);
                severity(payload, configuration, message);
                event.set("payload", payload);
                client(body, event, configuration);
            }
        }
        return new PagerDutyEvent(operation, Limits.fit(event).toString(), routingKey);
    }

    private static String routingKey(PagerDutyConfiguration configuration, ObjectNode body) {
        String own = configuration.getRoutingKey();
        String routingKey =
                own == null || own.isBlank() ? body.path("routing_key").asText("") : own;
        if (routingKey.isBlank()) {
            throw new AuthFailedException("routingKey is missing from the endpoint and from the body");
        }
        return routingKey;
    }

    private static void dedupKey(PagerDutyOperation operation, ObjectNode body, ObjectNode event, Message message) {
        String header = message.getHeader(PagerDutyConstants.DEDUP_KEY, String.class);
        String key = header == null || header.isBlank() ? body.path("dedup_key").asText("") : header;
        if (!key.isBlank()) {
            event.put("dedup_key", Limits.dedupKey(key));
        } else if (operation != PagerDutyOperation.TRIGGER) {
            throw new PermanentException(
                    "header " + PagerDutyConstants.DEDUP_KEY + " must name the incident to " + operation.wireName());
        }
    }

    private static ObjectNode payload(ObjectNode body) {
        if (body.get("payload") instanceof ObjectNode whole) {
            return whole.deepCopy();
        }
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        body.properties().forEach(field -> {
            if (PAYLOAD_FIELDS.contains(field.getKey())) {
                payload.set(field.getKey(), field.getValue());
            } else if (!EVENT_FIELDS.contains(field.getKey())) {
                details.set(field.getKey(), field.getValue());
            }
        });
        if (!details.isEmpty()) {
            JsonNode given = payload.get("custom_details");
            payload.set("custom_details", given instanceof ObjectNode object ? object.setAll(details) : details);
        }
        return payload;
    }

    private static void describe(ObjectNode payload, PagerDutyConfiguration configuration, Message message) {
        Fields.fromHeader(PagerDutyConstants.SUMMARY, message, "summary", payload);
        Fields.fromHeader(PagerDutyConstants.SOURCE, message, "source", payload);
        Fields.orDefault(payload, "source", configuration.getSource());
        String summary = payload.path("summary").asText("");
        if (summary.isBlank()) {
            throw new PermanentException(
                    "summary is missing: set it in the body or in header " + PagerDutyConstants.SUMMARY);
        }
        payload.put("summary", Limits.summary(summary));
    }

    private static void severity(ObjectNode payload, PagerDutyConfiguration configuration, Message message) {
        Fields.fromHeader(PagerDutyConstants.SEVERITY, message, "severity", payload);
        Fields.orDefault(payload, "severity", configuration.getSeverity());
        payload.put("severity", payload.path("severity").asText().toLowerCase(Locale.ROOT));
    }

    private static void client(ObjectNode body, ObjectNode event, PagerDutyConfiguration configuration) {
        if (configuration.getClient() != null) {
            event.put("client", configuration.getClient());
        }
        if (configuration.getClientUrl() != null) {
            event.put("client_url", configuration.getClientUrl());
        }
        for (String field : new String[] {"client", "client_url", "links", "images"}) {
            copy(field, body, event);
        }
    }

    private static void copy(String field, ObjectNode from, ObjectNode to) {
        if (from.hasNonNull(field)) {
            to.set(field, from.get(field));
        }
    }

    /** Leaves out the body, which holds the routing key. */
    @Override
    public String toString() {
        return "PagerDutyEvent[" + operation.wireName() + ", " + json.length() + " characters]";
    }
}
