// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Slack's limits on blocks (docs.slack.dev, Block Kit reference, read 2026-11-23), with the vendor's sentences where
 * they are known: {@code must be less than 3001 characters [json-pointer:/blocks/0/text/text]}.
 */
final class BlockKit {

    /** Where {@code msg_blocks_too_long} was measured (bolt-js issue 2509); the documents give no number. */
    static final int MAX_TOTAL_TEXT = 13_200;

    private static final int MAX_BLOCKS = 50;
    private static final int MAX_HEADER = 150;
    private static final int MAX_SECTION_TEXT = 3_000;
    private static final int MAX_FIELDS = 10;
    private static final int MAX_FIELD_TEXT = 2_000;
    private static final int MAX_CONTEXT_ELEMENTS = 10;
    private static final int MAX_ACTIONS = 25;
    private static final int MAX_BUTTON_TEXT = 75;
    private static final int MAX_BUTTON_VALUE = 2_000;
    private static final int MAX_URL = 3_000;
    private static final int MAX_ID = 255;
    private static final Set<String> TYPES = Set.of(
            "actions",
            "context",
            "divider",
            "file",
            "header",
            "image",
            "input",
            "markdown",
            "rich_text",
            "section",
            "table",
            "video");

    private final List<String> violations = new ArrayList<>();

    private BlockKit() {}

    /** Everything wrong with an array of blocks; empty when it is valid. */
    static List<String> violations(JsonNode blocks) {
        BlockKit kit = new BlockKit();
        kit.atMost(blocks, MAX_BLOCKS, "/blocks");
        for (int i = 0; i < blocks.size(); i++) {
            kit.block(blocks.get(i), "/blocks/" + i);
        }
        return kit.violations;
    }

    /** Characters of all texts together, however deep. */
    static int totalText(JsonNode node) {
        int total = 0;
        for (JsonNode child : node) {
            total += totalText(child);
        }
        return total + Json.length(Json.text(node, "text"));
    }

    private void block(JsonNode block, String pointer) {
        String type = Json.text(block, "type");
        if (!TYPES.contains(type)) {
            violations.add("unsupported type: " + type + " [json-pointer:" + pointer + "/type]");
            return;
        }
        shorter(block, "block_id", MAX_ID, pointer);
        switch (type) {
            case "header" -> text(block.path("text"), MAX_HEADER, Set.of("plain_text"), pointer + "/text");
            case "section" -> section(block, pointer);
            case "context" -> {
                present(block, "elements", pointer);
                atMost(block.path("elements"), MAX_CONTEXT_ELEMENTS, pointer + "/elements");
            }
            case "actions" -> actions(block, pointer);
            default -> {
                // the other types hold nothing this project sends
            }
        }
    }

    private void section(JsonNode block, String pointer) {
        if (block.has("text")) {
            text(block.path("text"), MAX_SECTION_TEXT, Set.of("plain_text", "mrkdwn"), pointer + "/text");
        } else {
            present(block, "fields", pointer);
        }
        JsonNode fields = block.path("fields");
        atMost(fields, MAX_FIELDS, pointer + "/fields");
        for (int i = 0; i < fields.size(); i++) {
            text(fields.get(i), MAX_FIELD_TEXT, Set.of("plain_text", "mrkdwn"), pointer + "/fields/" + i);
        }
        if (block.has("accessory")) {
            element(block.path("accessory"), pointer + "/accessory");
        }
    }

    private void actions(JsonNode block, String pointer) {
        present(block, "elements", pointer);
        JsonNode elements = block.path("elements");
        atMost(elements, MAX_ACTIONS, pointer + "/elements");
        for (int i = 0; i < elements.size(); i++) {
            element(elements.get(i), pointer + "/elements/" + i);
        }
    }

    private void element(JsonNode element, String pointer) {
        shorter(element, "action_id", MAX_ID, pointer);
        if (Json.text(element, "type").equals("button")) {
            text(element.path("text"), MAX_BUTTON_TEXT, Set.of("plain_text"), pointer + "/text");
            shorter(element, "value", MAX_BUTTON_VALUE, pointer);
            shorter(element, "url", MAX_URL, pointer);
        }
    }

    private void text(JsonNode object, int max, Set<String> types, String pointer) {
        if (!types.contains(Json.text(object, "type"))) {
            violations.add("failed to match all allowed schemas [json-pointer:" + pointer + "]");
            return;
        }
        if (Json.text(object, "text").isEmpty()) {
            violations.add("must be more than 0 characters [json-pointer:" + pointer + "/text]");
        }
        shorter(object, "text", max, pointer);
    }

    private void shorter(JsonNode object, String field, int max, String pointer) {
        if (Json.length(Json.text(object, field)) > max) {
            violations.add(
                    "must be less than " + (max + 1) + " characters [json-pointer:" + pointer + "/" + field + "]");
        }
    }

    private void atMost(JsonNode array, int max, String pointer) {
        if (array.size() > max) {
            violations.add("no more than " + max + " items allowed [json-pointer:" + pointer + "]");
        }
    }

    private void present(JsonNode object, String field, String pointer) {
        if (object.path(field).isEmpty()) {
            violations.add("missing required field: " + field + " [json-pointer:" + pointer + "]");
        }
    }
}
