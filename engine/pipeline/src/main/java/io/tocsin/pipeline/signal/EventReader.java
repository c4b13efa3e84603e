// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import io.tocsin.pipeline.signal.Field.Shape;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event after the other from a parser into a draft. Fields it does not know are skipped without looking at
 * them: this is also how prompt and completion text is dropped. A field it knows may stand in an event once.
 *
 * <p>Not thread-safe.
 */
final class EventReader {
    private static final KnownTexts TEXTS = new KnownTexts();

    private static final int TOKENS = Field.values().length;
    private static final int LABELS = TOKENS + 1;
    private static final int RATES = TOKENS + 2;

    private final JsonParser json;
    private final SignalDraft draft;
    private final FieldSet seen = new FieldSet();

    EventReader(JsonParser json, SignalDraft draft) {
        this.json = json;
        this.draft = draft;
    }

    /**
     * Reads the event that begins at the current token.
     *
     * @throws BadInput if a field has the wrong shape
     */
    void read() throws IOException {
        draft.clear();
        seen.clear();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("", "a JSON object with the fields of an event");
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            Field field = Field.top(name);
            if (field != null) {
                once(field);
            } else {
                other(name);
            }
        }
        draft.type = SignalType.of(draft.text(Field.TYPE));
    }

    private void other(String name) throws IOException {
        json.nextToken();
        switch (name) {
            case "tokens" -> {
                first(TOKENS);
                tokens();
            }
            case "labels" -> {
                first(LABELS);
                labels();
            }
            case "rateLimit" -> {
                first(RATES);
                rateLimits();
            }
            default -> json.skipChildren();
        }
    }

    private void tokens() throws IOException {
        if (absent("tokens")) {
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            Field field = Field.tokens(name);
            if (field != null) {
                once(field);
            } else {
                json.nextToken();
                json.skipChildren();
            }
        }
    }

    private void labels() throws IOException {
        if (absent("labels")) {
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (token == JsonToken.VALUE_NULL) {
                continue;
            }
            if (!token.isScalarValue()) {
                throw wrong("labels", "an object whose values are strings");
            }
            if (draft.labelMap().put(name, json.getText()) != null) {
                throw new BadInput(JsonGuard.duplicate(json.currentLocation()));
            }
        }
    }

    private void rateLimits() throws IOException {
        if (absent("rateLimit")) {
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            String path = "rateLimit." + shown(name);
            if (!absent(path)) {
                rateLimit(name, path);
            }
        }
    }

    private void rateLimit(String name, String path) throws IOException {
        double limit = Double.NaN;
        double remaining = Double.NaN;
        double utilisation = Double.NaN;
        Instant reset = null;
        for (String part = json.nextFieldName(); part != null; part = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            String at = path + "." + part;
            switch (part) {
                case "limit" -> limit = number(token, at);
                case "remaining" -> remaining = number(token, at);
                case "utilisation", "utilization" -> utilisation = number(token, at);
                case "reset" -> reset = time(token, at);
                default -> json.skipChildren();
            }
        }
        draft.rate(new RateReading(kebab(name), limit, remaining, utilisation, reset));
    }

    /** Whether the current value is null; if not it must be an object. */
    private boolean absent(String path) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return true;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw wrong(path, "an object");
        }
        return false;
    }

    /** Reads a field that may stand in an event once. */
    private void once(Field field) throws IOException {
        first(field.ordinal());
        value(field);
    }

    /** Notes that a field has come; which of two values a sender means, nobody can tell. */
    private void first(int field) {
        if (!seen.add(field)) {
            throw new BadInput(JsonGuard.duplicate(json.currentLocation()));
        }
    }

    private void value(Field field) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        switch (field.shape) {
            case NUMBER -> draft.number(field, number(token, field.path()));
            case COUNT -> draft.count(field, count(token, field));
            case TIME -> draft.time(field, time(token, field.path()));
            case FLAG -> draft.count(field, flag(token, field));
            default -> text(token, field);
        }
    }

    private void text(JsonToken token, Field field) throws IOException {
        if (token != JsonToken.VALUE_STRING) {
            throw wrong(field.path(), field.shape == Shape.DURATION ? "a period such as PT1M" : "a string");
        }
        if (field.repeats()) {
            draft.known(field, TEXTS.of(json.getTextCharacters(), json.getTextOffset(), json.getTextLength()));
        } else {
            draft.object(field, json.getText());
        }
    }

    private double number(JsonToken token, String path) throws IOException {
        if (token.isNumeric()) {
            double value = json.getDoubleValue();
            if (Double.isNaN(value)) {
                throw new BadInput(Problems.value("value-range", path, "must be a number, was NaN", ""));
            }
            return value;
        }
        if (token == JsonToken.VALUE_NULL) {
            return Double.NaN;
        }
        if (token == JsonToken.VALUE_STRING && "Infinity".equals(json.getText().replace("-", ""))) {
            return Double.parseDouble(json.getText());
        }
        throw wrong(path, "a number");
    }

    private long count(JsonToken token, Field field) throws IOException {
        if (token != JsonToken.VALUE_NUMBER_INT) {
            throw wrong(field.path(), "a whole number");
        }
        try {
            return json.getLongValue();
        } catch (InputCoercionException tooLarge) {
            throw new BadInput(Problems.range(field, "a number of more than 18 digits"));
        }
    }

    private long flag(JsonToken token, Field field) {
        if (!token.isBoolean()) {
            throw wrong(field.path(), "true or false");
        }
        return token == JsonToken.VALUE_TRUE ? 1 : 0;
    }

    private @Nullable Instant time(JsonToken token, String path) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.VALUE_STRING) {
            throw wrong(path, "a date and time such as 2026-11-23T16:21:11Z");
        }
        Instant fast = Rfc3339.parse(json.getText());
        if (fast != null) {
            return fast;
        }
        throw new BadInput(Problems.value(
                "time-range",
                path,
                "is not a date and time of RFC 3339",
                "write it with an offset, such as 2026-11-23T16:21:11Z"));
    }

    private BadInput wrong(String path, String expected) {
        String was =
                String.valueOf(json.currentToken()).toLowerCase(Locale.ROOT).replace("value_", "");
        String given = was.startsWith("start_") ? was.substring("start_".length()) : was;
        return new BadInput(Problems.value("schema", path, "must be " + expected + ", was " + given, ""));
    }

    private static String shown(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40);
    }

    /** {@code inputTokens} as {@code input-tokens}. */
    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
