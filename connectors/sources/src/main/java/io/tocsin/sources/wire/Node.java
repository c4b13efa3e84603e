// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value as senders write it: numbers as strings, missing as null, one thing where a list was meant. Every
 * accessor answers for every value; what is not there is null, NaN or empty. Immutable as long as nobody changes the
 * tree.
 */
public record Node(JsonNode json) {
    /** What is not there. */
    public static final Node MISSING = new Node(MissingNode.getInstance());

    private static final double TWO_TO_63 = 9.223372036854775807e18;
    private static final int LONGEST_NUMBER = 64;

    /** The value under these names, one inside the other; missing if any of them is. */
    public Node at(String... path) {
        JsonNode found = json;
        for (String name : path) {
            found = found.path(name);
        }
        return found.isMissingNode() ? MISSING : new Node(found);
    }

    /** Whether it is there and not null. */
    public boolean exists() {
        return !json.isMissingNode() && !json.isNull();
    }

    /** Whether it is an object. */
    public boolean isObject() {
        return json.isObject();
    }

    /** Whether it is a list. */
    public boolean isArray() {
        return json.isArray();
    }

    /** Whether it is a string. */
    public boolean isText() {
        return json.isTextual();
    }

    /** A string, number or boolean as text; null when it is none of them or blank. */
    public @Nullable String text() {
        if (!json.isValueNode() || json.isNull() || json.isMissingNode() || json.isBinary()) {
            return null;
        }
        String text = json.asText();
        return text.isBlank() ? null : text;
    }

    /** The text under a name, or null. */
    public @Nullable String text(String name) {
        return at(name).text();
    }

    /** The text under a name, or another. */
    public String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    /** The first text under any of these names, or null. */
    public @Nullable String first(String... names) {
        for (String name : names) {
            String text = text(name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** A number or the text of one; NaN when it is neither. */
    public double number() {
        if (json.isNumber()) {
            return json.doubleValue();
        }
        String text = json.isTextual() ? json.textValue().strip() : "";
        if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException wordy) {
            return Double.NaN;
        }
    }

    /** The number under a name, or NaN. */
    public double number(String name) {
        return at(name).number();
    }

    /** A whole number or the text of one; null when it is neither; the largest one when it is larger than a long. */
    public @Nullable Long count() {
        if (json.canConvertToLong() && json.isIntegralNumber()) {
            return json.longValue();
        }
        if (json.isTextual() && json.textValue().length() <= LONGEST_NUMBER) {
            try {
                return Long.valueOf(json.textValue().strip());
            } catch (NumberFormatException notWhole) {
                return whole(number());
            }
        }
        return whole(number());
    }

    private static @Nullable Long whole(double value) {
        if (Double.isNaN(value)) {
            return null;
        }
        return Math.abs(value) >= TWO_TO_63 ? (value < 0 ? Long.MIN_VALUE + 1 : Long.MAX_VALUE) : Math.round(value);
    }

    /** The whole number under a name, or null. */
    public @Nullable Long count(String name) {
        return at(name).count();
    }

    /** The whole number under a name, or 0. */
    public long countOrZero(String name) {
        Long count = count(name);
        return count == null ? 0 : count;
    }

    /** The time under a name, however it is written, or null. */
    public @Nullable Instant time(String name) {
        return Times.read(at(name));
    }

    /** Whether the value under a name is true, also as text. */
    public boolean flag(String name) {
        return "true".equalsIgnoreCase(text(name));
    }

    /** The JSON that stands inside this string; the value itself when it is no string or holds none. */
    public Node inside() {
        if (!json.isTextual()) {
            return this;
        }
        Body body = Body.of(json.textValue().getBytes(StandardCharsets.UTF_8));
        return body.problem().isPresent() ? this : body.value();
    }

    /** The items of a list, in order; empty when it is not a list. */
    public List<Node> items() {
        List<Node> items = new ArrayList<>();
        if (json.isArray()) {
            json.forEach(item -> items.add(new Node(item)));
        }
        return items;
    }

    /** The fields of an object, in order; empty when it is not an object. */
    public Map<String, Node> fields() {
        Map<String, Node> fields = new LinkedHashMap<>();
        json.properties().forEach(field -> fields.put(field.getKey(), new Node(field.getValue())));
        return fields;
    }

    /** The fields of an object that are text, numbers or booleans, names in lower case. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        fields().forEach((name, value) -> {
            String text = value.text();
            if (text != null) {
                texts.put(name.toLowerCase(Locale.ROOT), text);
            }
        });
        return texts;
    }

    /** Names of the fields of an object. */
    public Collection<String> names() {
        return fields().keySet();
    }
}
