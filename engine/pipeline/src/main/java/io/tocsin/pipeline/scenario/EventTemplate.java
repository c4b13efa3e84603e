// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.pipeline.yaml.Content;
import io.tocsin.pipeline.yaml.YamlNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A native event to be repeated: {@code {n}} in a word becomes the number of the repetition, from 0, and what grows is
 * greater by its step each time. Immutable, thread-safe.
 */
final class EventTemplate {
    private static final Pattern NUMBER = Pattern.compile("-?\\d[\\d_]*(\\.\\d+)?");

    private final JsonNode event;
    private final Map<String, BigDecimal> growth;

    /**
     * A template.
     *
     * @param event the event as a native door reads it, without id and time
     * @param growth field, with a dot into an inner one, to its step
     */
    EventTemplate(JsonNode event, Map<String, BigDecimal> growth) {
        this.event = event;
        this.growth = new TreeMap<>(growth);
    }

    /** What a file says, as JSON: bare numbers, {@code true} and {@code false} are no words. */
    static JsonNode json(YamlNode node) {
        return node.content()
                .match(
                        keys -> {
                            ObjectNode object = JsonNodeFactory.instance.objectNode();
                            keys.fields().forEach((name, value) -> object.set(name, json(value)));
                            return object;
                        },
                        items -> JsonNodeFactory.instance
                                .arrayNode()
                                .addAll(items.nodes().stream()
                                        .map(EventTemplate::json)
                                        .toList()),
                        EventTemplate::scalar);
    }

    private static JsonNode scalar(Content.Text text) {
        String value = text.value();
        if (NUMBER.matcher(value).matches()) {
            return JsonNodeFactory.instance.numberNode(new BigDecimal(value.replace("_", "")));
        }
        return value.equals("true") || value.equals("false")
                ? JsonNodeFactory.instance.booleanNode(value.equals("true"))
                : JsonNodeFactory.instance.textNode(value);
    }

    /** The first growing field that is no number of the event, if there is one. */
    Optional<String> stray() {
        return growth.keySet().stream()
                .filter(path -> !event.at("/" + path.replace('.', '/')).isNumber())
                .findFirst();
    }

    /** One repetition as JSON. */
    String at(int repetition, String id, Instant at) {
        ObjectNode made = (ObjectNode) filled(event, repetition);
        growth.forEach((path, step) -> grow(made, path, step.multiply(BigDecimal.valueOf(repetition))));
        if (!made.has("id")) {
            made.put("id", id);
        }
        return made.put("at", at.toString()).toString();
    }

    private static JsonNode filled(JsonNode node, int repetition) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), filled(entry.getValue(), repetition)));
            return copy;
        }
        return node.isTextual()
                ? JsonNodeFactory.instance.textNode(node.asText().replace("{n}", Integer.toString(repetition)))
                : node;
    }

    private static void grow(ObjectNode top, String path, BigDecimal by) {
        int dot = path.indexOf('.');
        if (dot > 0 && top.get(path.substring(0, dot)) instanceof ObjectNode inner) {
            grow(inner, path.substring(dot + 1), by);
        } else if (top.has(path)) {
            BigDecimal grown = top.get(path).decimalValue().add(by).stripTrailingZeros();
            top.put(path, grown.scale() < 0 ? grown.setScale(0) : grown);
        }
    }
}
