// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.camel.vendor.BodyReader;
import io.tocsin.camel.vendor.Fields;
import io.tocsin.camel.vendor.PermanentException;
import java.net.URLEncoder;
import java.util.Set;
import org.apache.camel.Message;

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

    private static final BodyReader ALERT = BodyReader.text("message");
    private static final BodyReader ACTION = BodyReader.text("note");
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
        ObjectNode body = ALERT.read(message.getBody());
        ObjectNode alert = JsonNodeFactory.instance.objectNode();
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        body.properties().forEach(field -> {
            ObjectNode home = CREATE_FIELDS.contains(field.getKey()) ? alert : details;
            home.set(field.getKey(), field.getValue());
        });
        if (!details.isEmpty()) {
            alert.set("details", alert.get("details") instanceof ObjectNode given ? given.setAll(details) : details);
        }
        Fields.fromHeader(OpsgenieConstants.MESSAGE, message, "message", alert);
        Fields.fromHeader(OpsgenieConstants.ALIAS, message, "alias", alert);
        Fields.fromHeader(OpsgenieConstants.PRIORITY, message, "priority", alert);
        Fields.fromHeader(OpsgenieConstants.NOTE, message, "note", alert);
        Fields.orDefault(alert, "priority", configuration.getPriority());
        Fields.orDefault(alert, "source", configuration.getSource());
        Fields.require(alert, "message", OpsgenieConstants.MESSAGE, OpsgenieOperation.CREATE);
        return Limits.fit(alert);
    }

    private static OpsgenieRequest action(
            OpsgenieOperation operation, OpsgenieConfiguration configuration, Message message) {
        ObjectNode body = ACTION.read(message.getBody());
        Fields.fromHeader(OpsgenieConstants.ALIAS, message, "alias", body);
        Fields.fromHeader(OpsgenieConstants.NOTE, message, "note", body);
        Fields.orDefault(body, "source", configuration.getSource());
        Fields.require(body, "alias", OpsgenieConstants.ALIAS, operation);
        if (operation == OpsgenieOperation.NOTE) {
            Fields.require(body, "note", OpsgenieConstants.NOTE, operation);
        }
        String alias = Limits.alias(body.path("alias").asText());
        body.retain(ACTION_FIELDS);
        return new OpsgenieRequest(
                operation,
                "/v2/alerts/" + encode(alias) + "/" + operation.path() + "?identifierType=alias",
                Limits.fit(body).toString());
    }

    private static String requestId(Message message) {
        String id = message.getHeader(OpsgenieConstants.REQUEST_ID, String.class);
        if (id == null || id.isBlank()) {
            throw new PermanentException(
                    "header " + OpsgenieConstants.REQUEST_ID + " must name the request to ask about");
        }
        return id;
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, UTF_8).replace("+", "%20");
    }
}
