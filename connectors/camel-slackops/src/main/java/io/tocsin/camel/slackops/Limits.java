// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.camel.vendor.Shortening;

/**
 * Keeps messages within Slack's Block Kit limits (docs.slack.dev, read 2026-11-23): a page that is cut short is better
 * than one that is refused. Buttons' values, urls and ids are never cut: they mean something only as a whole.
 */
final class Limits {

    static final int MAX_TEXT = 40_000;
    static final int MAX_BLOCKS = 50;
    private static final int MAX_HEADER = 150;
    private static final int MAX_SECTION_TEXT = 3_000;
    private static final int MAX_FIELDS = 10;
    private static final int MAX_FIELD_TEXT = 2_000;
    private static final int MAX_CONTEXT_ELEMENTS = 10;
    private static final int MAX_ACTIONS = 25;
    private static final int MAX_BUTTON_TEXT = 75;

    private Limits() {}

    /** Changes {@code message} in place and returns it. */
    static ObjectNode fit(ObjectNode message) {
        cut(message, "text", MAX_TEXT);
        if (message.get("blocks") instanceof ArrayNode blocks) {
            int left = blocks.size() - MAX_BLOCKS + 1;
            if (blocks.size() > MAX_BLOCKS) {
                Shortening.list(blocks, MAX_BLOCKS - 1);
                note(blocks, left + " more blocks were left out");
            }
            blocks.forEach(Limits::fitBlock);
        }
        return message;
    }

    private static void fitBlock(JsonNode block) {
        switch (block.path("type").asText()) {
            case "header" -> cut(block.path("text"), "text", MAX_HEADER);
            case "section" -> {
                cut(block.path("text"), "text", MAX_SECTION_TEXT);
                Shortening.list(block.path("fields"), MAX_FIELDS);
                block.path("fields").forEach(field -> cut(field, "text", MAX_FIELD_TEXT));
                cut(block.path("accessory").path("text"), "text", MAX_BUTTON_TEXT);
            }
            case "context" -> Shortening.list(block.path("elements"), MAX_CONTEXT_ELEMENTS);
            case "actions" -> {
                Shortening.list(block.path("elements"), MAX_ACTIONS);
                block.path("elements").forEach(element -> cut(element.path("text"), "text", MAX_BUTTON_TEXT));
            }
            default -> {
                // no limit known that a message of ours could meet
            }
        }
    }

    private static void note(ArrayNode blocks, String words) {
        blocks.addObject()
                .put("type", "context")
                .putArray("elements")
                .addObject()
                .put("type", "plain_text")
                .put("text", words);
    }

    private static void cut(JsonNode object, String field, int max) {
        if (object instanceof ObjectNode owner && owner.path(field).isTextual()) {
            owner.put(field, Shortening.cut(owner.path(field).textValue(), max));
        }
    }
}
