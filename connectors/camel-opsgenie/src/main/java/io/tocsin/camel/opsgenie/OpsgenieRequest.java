// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Set;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * A call of the Alert API within its limits. Immutable.
 *
 * <p>Made of the message's body, then its headers, then the endpoint's defaults. The body is a map of the API's own
 * fields; for {@code create}, fields the API does not know become details. A {@code String} is JSON when it starts
 * with a brace, otherwise the alert's message or, for the other operations, the note.
 *
 * @param path below the base address, encoded
 * @param json the body; empty for a request that is only read
 */
record OpsgenieRequest(OpsgenieOperation operation, String path, String json) {

    private static final JsonMapper JSON =
            JsonMapper.builder().findAndAddModules().build();
    private static final Set<String> CREATE_FIELDS = Set.of(
            "message",
            "alias",
            "description",
            "responders",
            "visibleTo",
            "actions",
            "tags",
            "details",
            "entity",
            "source",
            "priority",
            "user",
            "note");
    private static final Set<String> ACTION_FIELDS = Set.of("user", "source", "note");

    /**
     * @throws PermanentException when the body cannot become a request, or an alias, message, note or request id is
     *     missing
     */
    static OpsgenieRequest of(OpsgenieOperation operation, OpsgenieConfiguration configuration, Message message) {
        return switch (operation) {
            case REQUEST_STATUS ->
                new OpsgenieRequest(operation, "/v2/alerts/requests/" + encode(requestId(message)), "");
            case CREATE ->
                new OpsgenieRequest(
                        operation, "/v2/alerts", create(configuration, message).toString());
            case CLOSE, ACKNOWLEDGE, NOTE -> action(operation, configuration, message);
        };
    }

    private static ObjectNode create(OpsgenieConfiguration configuration, Message message) {
        ObjectNode body = read(message.getBody(), "message");
        ObjectNode alert = JSON.createObjectNode();
        ObjectNode details = JSON.createObjectNode();
        body.properties().forEach(field -> {
            ObjectNode home = CREATE_FIELDS.contains(field.getKey()) ? alert : details;
            home.set(field.getKey(), field.getValue());
        });
        if (!details.isEmpty()) {
            alert.set("details", alert.get("details") instanceof ObjectNode given ? given.setAll(details) : details);
        }
        header(OpsgenieConstants.MESSAGE, "message", alert, message);
        header(OpsgenieConstants.ALIAS, "alias", alert, message);
        header(OpsgenieConstants.PRIORITY, "priority", alert, message);
        header(OpsgenieConstants.NOTE, "note", alert, message);
        orDefault(alert, "priority", configuration.getPriority());
        orDefault(alert, "source", configuration.getSource());
        require(alert, "message", OpsgenieConstants.MESSAGE, OpsgenieOperation.CREATE);
        return Limits.fit(alert);
    }

    private static OpsgenieRequest action(
            OpsgenieOperation operation, OpsgenieConfiguration configuration, Message message) {
        ObjectNode body = read(message.getBody(), "note");
        header(OpsgenieConstants.ALIAS, "alias", body, message);
        header(OpsgenieConstants.NOTE, "note", body, message);
        orDefault(body, "source", configuration.getSource());
        require(body, "alias", OpsgenieConstants.ALIAS, operation);
        if (operation == OpsgenieOperation.NOTE) {
            require(body, "note", OpsgenieConstants.NOTE, operation);
        }
        String alias = Limits.alias(body.path("alias").asText());
        body.retain(ACTION_FIELDS);
        return new OpsgenieRequest(
                operation,
                "/v2/alerts/" + encode(alias) + "/" + operation.path() + "?identifierType=alias",
                Limits.fit(body).toString());
    }

    private static ObjectNode read(@Nullable Object body, String fieldOfText) {
        if (body == null) {
            return JSON.createObjectNode();
        }
        if (body instanceof String text && !text.stripLeading().startsWith("{")) {
            return JSON.createObjectNode().put(fieldOfText, text);
        }
        if (tree(body) instanceof ObjectNode object) {
            return object.deepCopy();
        }
        throw new PermanentException(
                "body must be text or an object, was " + body.getClass().getName(), 0);
    }

    private static JsonNode tree(Object body) {
        try {
            if (body instanceof String text) {
                return JSON.readTree(text);
            }
            return body instanceof byte[] bytes ? JSON.readTree(bytes) : JSON.valueToTree(body);
        } catch (JsonProcessingException e) {
            throw new PermanentException("body is not JSON: " + e.getOriginalMessage(), 0);
        } catch (IOException | IllegalArgumentException e) {
            throw new PermanentException("body of " + body.getClass().getName() + " cannot become JSON", e);
        }
    }

    private static String requestId(Message message) {
        String id = message.getHeader(OpsgenieConstants.REQUEST_ID, String.class);
        if (id == null || id.isBlank()) {
            throw new PermanentException(
                    "header " + OpsgenieConstants.REQUEST_ID + " must name the request to ask about", 0);
        }
        return id;
    }

    private static void header(String name, String field, ObjectNode body, Message message) {
        String value = message.getHeader(name, String.class);
        if (value != null && !value.isBlank()) {
            body.put(field, value);
        }
    }

    private static void orDefault(ObjectNode body, String field, @Nullable String value) {
        if (value != null && body.path(field).asText("").isBlank()) {
            body.put(field, value);
        }
    }

    private static void require(ObjectNode body, String field, String header, OpsgenieOperation operation) {
        if (body.path(field).asText("").isBlank()) {
            throw new PermanentException(
                    field + " is missing: " + operation.wireName() + " needs header " + header + " or the body's own",
                    0);
        }
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, UTF_8).replace("+", "%20");
    }
}
