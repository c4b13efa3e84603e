// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the Alert API demands of a body (docs.opsgenie.com/docs/alert-api, read 2026-11-23): field name to sentence, as
 * the vendor's 422 carries them. The sentence about priorities is the vendor's; the others follow its form. Unknown
 * fields are refused here and ignored by the vendor: a typo should fail a test.
 */
final class OpsgenieRules {

    private static final Set<String> CREATE_FIELDS = Set.of(
            "message",
            "alias",
            "description",
            "responders",
            "teams",
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
    private static final Set<String> RESPONDER_TYPES = Set.of("team", "user", "escalation", "schedule");
    private static final Set<String> PRIORITIES = Set.of("P1", "P2", "P3", "P4", "P5");

    private final Map<String, String> errors = new LinkedHashMap<>();

    private OpsgenieRules() {}

    /** Everything wrong with a create request; empty when it is valid. */
    static Map<String, String> ofCreate(ObjectNode body) {
        OpsgenieRules rules = new OpsgenieRules();
        rules.onlyKnown(body, CREATE_FIELDS);
        if (Json.text(body, "message").isBlank()) {
            rules.errors.put("message", "can not be empty");
        }
        rules.text(body, "message", 130);
        rules.text(body, "alias", 512);
        rules.text(body, "description", 15_000);
        rules.text(body, "entity", 512);
        rules.common(body);
        rules.list(body, "tags", 20, 50);
        rules.list(body, "actions", 10, 50);
        rules.people(body, "responders");
        rules.people(body, "visibleTo");
        rules.details(body.path("details"));
        if (body.hasNonNull("priority") && !PRIORITIES.contains(Json.text(body, "priority"))) {
            rules.errors.put("priority", "should be one of [ P1, P2, P3, P4, P5 ]");
        }
        return rules.errors;
    }

    /** Everything wrong with a close, acknowledge or note request; empty when it is valid. */
    static Map<String, String> ofAction(ObjectNode body, String action) {
        OpsgenieRules rules = new OpsgenieRules();
        rules.onlyKnown(body, ACTION_FIELDS);
        rules.common(body);
        if (action.equals("notes") && Json.text(body, "note").isBlank()) {
            rules.errors.put("note", "can not be empty");
        }
        return rules.errors;
    }

    private void common(ObjectNode body) {
        text(body, "source", 100);
        text(body, "user", 100);
        text(body, "note", 25_000);
    }

    private void text(ObjectNode body, String field, int max) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        if (!value.isTextual()) {
            errors.put(field, "should be a string");
        } else if (Json.length(value.textValue()) > max) {
            errors.put(field, "size must be between 0 and " + max);
        }
    }

    private void list(ObjectNode body, String field, int maxItems, int maxLength) {
        JsonNode items = body.path(field);
        if (items.size() > maxItems) {
            errors.put(field, "size must be between 0 and " + maxItems);
        }
        for (int i = 0; i < items.size(); i++) {
            if (Json.length(items.get(i).asText()) > maxLength) {
                errors.put(field + "[" + i + "]", "size must be between 0 and " + maxLength);
            }
        }
    }

    private void people(ObjectNode body, String field) {
        JsonNode people = body.path(field);
        if (people.size() > 50) {
            errors.put(field, "size must be between 0 and 50");
        }
        for (int i = 0; i < people.size(); i++) {
            JsonNode person = people.get(i);
            if (!RESPONDER_TYPES.contains(Json.text(person, "type"))) {
                errors.put(field + "[" + i + "].type", "should be one of [ team, user, escalation, schedule ]");
            } else if (Json.text(person, "id").isBlank()
                    && Json.text(person, "name").isBlank()
                    && Json.text(person, "username").isBlank()) {
                errors.put(field + "[" + i + "]", "id or name should be provided");
            }
        }
    }

    private void details(JsonNode details) {
        int total = 0;
        for (Map.Entry<String, JsonNode> detail : details.properties()) {
            if (!detail.getValue().isTextual()) {
                errors.put("details." + detail.getKey(), "should be a string");
            }
            total +=
                    Json.length(detail.getKey()) + Json.length(detail.getValue().asText());
        }
        if (total > 8_000) {
            errors.put("details", "size must be between 0 and 8000");
        }
    }

    private void onlyKnown(ObjectNode body, Set<String> known) {
        Json.fieldNames(body).stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> errors.put(name, "is not a known field"));
    }
}
