// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tocsin.camel.vendor.Shortening;
import java.util.Map;

/**
 * Keeps requests within what the Alert API takes (docs.opsgenie.com/docs/alert-api, read 2026-11-23; source, user and
 * note from a generated schema): a page that is cut short is better than one that is refused.
 */
final class Limits {

    static final int MAX_MESSAGE = 130;
    static final int MAX_ALIAS = 512;
    static final int MAX_DETAILS = 8_000;

    /** Room kept for the entry that tells how many details were left out. */
    private static final int OMITTED_ENTRY = 60;

    private static final Map<String, Integer> MAX_TEXT = Map.of(
            "message", MAX_MESSAGE,
            "description", 15_000,
            "entity", 512,
            "source", 100,
            "user", 100,
            "note", 25_000);

    private Limits() {}

    /** Changes {@code body} in place and returns it. */
    static ObjectNode fit(ObjectNode body) {
        MAX_TEXT.forEach((field, max) -> {
            if (body.path(field).isTextual()) {
                body.put(field, Shortening.cut(body.path(field).textValue(), max));
            }
        });
        if (body.hasNonNull("alias")) {
            body.put("alias", alias(body.get("alias").asText()));
        }
        list(body.path("tags"), 20);
        list(body.path("actions"), 10);
        Shortening.list(body.path("responders"), 50);
        Shortening.list(body.path("visibleTo"), 50);
        if (body.get("details") instanceof ObjectNode details) {
            body.set("details", details(details));
        }
        return body;
    }

    /**
     * An alias longer than 512 characters becomes its SHA-256. Cutting it would let two alerts share an alias; the
     * hash is the same for create and close.
     */
    static String alias(String alias) {
        return Shortening.key(alias, MAX_ALIAS);
    }

    /** Details are texts, 8,000 characters in all; those that come after that are counted, not sent. */
    private static ObjectNode details(ObjectNode details) {
        ObjectNode kept = details.objectNode();
        int total = 0;
        int omitted = 0;
        for (Map.Entry<String, JsonNode> detail : details.properties()) {
            JsonNode value = detail.getValue();
            String text = value.isValueNode() ? value.asText() : value.toString();
            int size = Shortening.length(detail.getKey()) + Shortening.length(text);
            if (omitted > 0 || total + size > MAX_DETAILS - OMITTED_ENTRY) {
                omitted++;
            } else {
                total += size;
                kept.put(detail.getKey(), text);
            }
        }
        return omitted == 0 ? kept : kept.put("omitted", omitted + " more details were left out");
    }

    private static void list(JsonNode array, int maxItems) {
        Shortening.list(array, maxItems);
        if (array instanceof ArrayNode items) {
            for (int i = 0; i < items.size(); i++) {
                items.set(i, TextNode.valueOf(Shortening.cut(items.get(i).asText(), 50)));
            }
        }
    }
}
