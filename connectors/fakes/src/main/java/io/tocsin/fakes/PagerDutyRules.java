// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What PagerDuty's Events API v2 demands of an event (developer.pagerduty.com, read 2026-11-23).
 *
 * <p>The sentences about the routing key's length, about blank fields and about the severity are the vendor's; the
 * others follow their form. Unknown fields are refused here and ignored by the vendor: a typo should fail a test.
 */
final class PagerDutyRules {

    /** Size of a whole event. The documents say 512 KB; 512,000 is the reading that is safe either way. */
    static final int MAX_EVENT_BYTES = 512_000;

    private static final int ROUTING_KEY_LENGTH = 32;
    private static final int MAX_DEDUP_KEY = 255;
    private static final int MAX_SUMMARY = 1024;

    private static final Set<String> EVENT_FIELDS =
            Set.of("routing_key", "event_action", "dedup_key", "payload", "client", "client_url", "links", "images");
    private static final Set<String> PAYLOAD_FIELDS =
            Set.of("summary", "source", "severity", "timestamp", "component", "group", "class", "custom_details");
    private static final Set<String> CHANGE_FIELDS = Set.of("routing_key", "payload", "links");
    private static final Set<String> CHANGE_PAYLOAD_FIELDS = Set.of("summary", "source", "timestamp", "custom_details");
    private static final Set<String> ACTIONS = Set.of("trigger", "acknowledge", "resolve");
    private static final Set<String> SEVERITIES = Set.of("critical", "warning", "error", "info");

    private final List<String> errors = new ArrayList<>();

    private PagerDutyRules() {}

    /** Everything wrong with an alert event; empty when it is valid. */
    static List<String> ofEvent(ObjectNode event) {
        PagerDutyRules rules = new PagerDutyRules();
        rules.onlyKnown(event, "", EVENT_FIELDS);
        rules.routingKey(event);
        String action = Json.text(event, "event_action");
        if (action.isBlank()) {
            rules.blank("event_action");
        } else if (!ACTIONS.contains(action)) {
            rules.errors.add(
                    "'event_action' is invalid (must be one of the following: 'trigger', 'acknowledge' or 'resolve')");
        }
        rules.dedupKey(event, action);
        if (action.equals("trigger")) {
            rules.payload(event, PAYLOAD_FIELDS);
            if (event.path("payload").isObject()) {
                rules.alertPayload(event.path("payload"));
            }
        }
        rules.attachments(event);
        return rules.errors;
    }

    /** Everything wrong with a change event; empty when it is valid. */
    static List<String> ofChange(ObjectNode event) {
        PagerDutyRules rules = new PagerDutyRules();
        rules.onlyKnown(event, "", CHANGE_FIELDS);
        rules.routingKey(event);
        if (Json.text(event, "routing_key").startsWith("R")) {
            rules.errors.add("'routing_key' is invalid (change events need a service integration key)");
        }
        rules.payload(event, CHANGE_PAYLOAD_FIELDS);
        rules.attachments(event);
        return rules.errors;
    }

    private void routingKey(ObjectNode event) {
        String key = Json.text(event, "routing_key");
        if (key.isBlank()) {
            blank("routing_key");
        } else if (key.length() != ROUTING_KEY_LENGTH) {
            errors.add("Length of 'routing_key' is incorrect (should be 32 characters)");
        }
    }

    private void dedupKey(ObjectNode event, String action) {
        JsonNode key = event.get("dedup_key");
        boolean missing = key == null || key.isNull() || key.asText().isBlank();
        if (missing && !action.equals("trigger")) {
            blank("dedup_key");
        } else if (!missing && (!key.isTextual() || Json.length(key.textValue()) > MAX_DEDUP_KEY)) {
            errors.add("'dedup_key' is too long (maximum is 255 characters)");
        }
    }

    private void payload(ObjectNode event, Set<String> known) {
        JsonNode payload = event.path("payload");
        if (!payload.isObject()) {
            blank("payload");
            return;
        }
        onlyKnown(payload, "payload.", known);
        String summary = Json.text(payload, "summary");
        if (summary.isBlank()) {
            blank("payload.summary");
        } else if (Json.length(summary) > MAX_SUMMARY) {
            errors.add("'payload.summary' is too long (maximum is 1024 characters)");
        }
        timestamp(payload);
        JsonNode details = payload.path("custom_details");
        if (!details.isMissingNode() && !details.isNull() && !details.isObject()) {
            errors.add("'payload.custom_details' is invalid (must be an object)");
        }
    }

    private void alertPayload(JsonNode payload) {
        if (Json.text(payload, "source").isBlank()) {
            blank("payload.source");
        }
        String severity = Json.text(payload, "severity");
        if (severity.isBlank()) {
            blank("payload.severity");
        } else if (!SEVERITIES.contains(severity)) {
            errors.add("'payload.severity' is invalid"
                    + " (must be one of the following: 'critical', 'warning', 'error' or 'info')");
        }
    }

    private void timestamp(JsonNode payload) {
        String timestamp = Json.text(payload, "timestamp");
        if (payload.hasNonNull("timestamp") && !isInstant(timestamp)) {
            errors.add("'payload.timestamp' is invalid (must be an ISO 8601 date and time)");
        }
    }

    private void attachments(ObjectNode event) {
        for (JsonNode image : event.path("images")) {
            if (!Json.text(image, "src").startsWith("https://")) {
                errors.add("'images.src' is invalid (must be an https URL)");
            }
        }
        for (JsonNode link : event.path("links")) {
            if (Json.text(link, "href").isBlank()) {
                blank("links.href");
            }
        }
    }

    private void onlyKnown(JsonNode object, String prefix, Set<String> known) {
        Json.fieldNames(object).stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> errors.add("'" + prefix + name + "' is not a known field"));
    }

    private void blank(String field) {
        errors.add("'" + field + "' is missing or blank");
    }

    private static boolean isInstant(String timestamp) {
        try {
            DateTimeFormatter.ISO_DATE_TIME.parse(timestamp);
            return true;
        } catch (DateTimeException notIso) {
            return false;
        }
    }
}
