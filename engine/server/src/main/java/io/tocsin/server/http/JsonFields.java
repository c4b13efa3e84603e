// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.rulebase.Spelling;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object strictly: a field that is not known may be a wish that nobody would heed. Every method
 * throws {@link Flawed} with the field, what it must be and a hint.
 *
 * @param body the object
 */
public record JsonFields(JsonNode body) {
    /** Longest text of a field, characters. */
    public static final int MAX_TEXT = 200;

    private static final int MAX_TEXTS = 100;

    /** A field that cannot be meant. */
    public static final class Flawed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Refusal refusal;

        /** Of a field. */
        public Flawed(String field, String detail, String hint) {
            super(detail, null, false, false);
            this.refusal = Refusal.field(field, detail, hint);
        }

        /** As it is answered. */
        public Refusal refusal() {
            return refusal;
        }
    }

    /** The same fields; every other than these is a flaw. */
    public JsonFields allow(List<String> known) {
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                String shown = name.length() > MAX_TEXT ? name.substring(0, MAX_TEXT) : name;
                throw new Flawed(shown, "there is no field of that name", Spelling.nearestOrAll(shown, known));
            }
        }
        return this;
    }

    /** Whether it is there. */
    public boolean has(String field) {
        return !body.path(field).isMissingNode();
    }

    /** A text that must be there. */
    public String required(String field) {
        String text = text(field);
        if (text == null) {
            throw new Flawed(field, field + " must be a text of 1 to " + MAX_TEXT + " characters", "");
        }
        return text;
    }

    /** A text; null when it is not there. */
    public @Nullable String text(String field) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        return text(field, node);
    }

    /** A text; another when it is not there. */
    public String text(String field, String absent) {
        String text = text(field);
        return text == null ? absent : text;
    }

    private static String text(String field, JsonNode node) {
        String text = node.asText("");
        if (!node.isTextual() || text.isBlank() || text.length() > MAX_TEXT) {
            throw new Flawed(
                    field, field + " must be a text of 1 to " + MAX_TEXT + " characters", "leave it out or mend it");
        }
        return text;
    }

    /** A list of texts; empty when it is not there. */
    public List<String> texts(String field) {
        JsonNode node = body.path(field);
        if (node.isMissingNode()) {
            return List.of();
        }
        if (!node.isArray() || node.size() > MAX_TEXTS) {
            throw new Flawed(field, field + " must be a list of at most " + MAX_TEXTS + " texts", "");
        }
        List<String> texts = new ArrayList<>();
        node.forEach(item -> texts.add(text(field, item)));
        return texts;
    }

    /** A whole number in a range, both ends included; another when it is not there. */
    public long whole(String field, long min, long max, long absent) {
        JsonNode node = body.path(field);
        if (node.isMissingNode()) {
            return absent;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.asLong() < min || node.asLong() > max) {
            throw new Flawed(field, field + " must be a whole number from " + min + " to " + max, "");
        }
        return node.asLong();
    }

    /** A number in a range, both ends included; NaN when it is not there. */
    public double number(String field, double min, double max) {
        JsonNode node = body.path(field);
        if (node.isMissingNode()) {
            return Double.NaN;
        }
        if (!node.isNumber() || !(node.asDouble() >= min && node.asDouble() <= max)) {
            throw new Flawed(field, field + " must be a number from " + min + " to " + max, "");
        }
        return node.asDouble();
    }

    /** True or false; another when it is not there. */
    public boolean flag(String field, boolean absent) {
        JsonNode node = body.path(field);
        if (node.isMissingNode()) {
            return absent;
        }
        if (!node.isBoolean()) {
            throw new Flawed(field, field + " must be true or false", "leave it out for " + absent);
        }
        return node.asBoolean();
    }
}
