// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.generic;

import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A kind of signal that a mapping may give, with the fields it may set. */
enum Target {
    ALERT(
            "alert",
            SignalType.ALERT,
            List.of(
                    Field.ID,
                    Field.FINGERPRINT,
                    Field.NAME,
                    Field.STATE,
                    Field.SEVERITY,
                    Field.SUMMARY,
                    Field.TEAM,
                    Field.FEATURE),
            List.of(Field.VALUE, Field.THRESHOLD),
            List.of(Field.AT, Field.STARTS_AT, Field.ENDS_AT)),
    CHANGE(
            "change",
            SignalType.CHANGE,
            List.of(Field.ID, Field.KIND, Field.SUBJECT, Field.SUMMARY, Field.TEAM, Field.FEATURE),
            List.of(),
            List.of(Field.AT)),
    PROVIDER_STATUS(
            "provider-status",
            SignalType.PROVIDER_STATUS,
            List.of(Field.ID, Field.PROVIDER, Field.COMPONENT, Field.LEVEL, Field.INCIDENT),
            List.of(),
            List.of(Field.AT));

    private final String key;
    private final SignalType type;
    private final Map<String, Setter> setters = new TreeMap<>();

    Target(String key, SignalType type, List<Field> texts, List<Field> numbers, List<Field> times) {
        this.key = key;
        this.type = type;
        texts.forEach(field -> setters.put(field.path(), (draft, value, at) -> draft.fit(field, value.text())));
        numbers.forEach(field -> setters.put(field.path(), (draft, value, at) -> draft.number(field, finite(value))));
        times.forEach(field -> setters.put(
                field.path(), (draft, value, at) -> draft.time(field, Times.plausible(Times.read(value), at))));
        if (type != SignalType.PROVIDER_STATUS) {
            setters.put(Field.LINK.path(), (draft, value, at) -> draft.link(value.text()));
        }
        if (type == SignalType.ALERT) {
            setters.put(Field.SEVERITY.path(), (draft, value, at) -> draft.fit(Field.SEVERITY, lower(value.text())));
            setters.put(Field.STATE.path(), (draft, value, at) -> draft.fit(Field.STATE, state(value.text())));
        }
    }

    SignalType type() {
        return type;
    }

    /** What it is called in a mapping. */
    String key() {
        return key;
    }

    /** The names of the fields, sorted. */
    List<String> fields() {
        return new ArrayList<>(setters.keySet());
    }

    /** The fields it cannot do without. */
    List<String> required() {
        return type.required().stream().map(Field::path).toList();
    }

    /** Sets a field; what cannot be read is left out. */
    void set(SignalDraft draft, String field, Node value, Instant receivedAt) {
        Setter setter = setters.get(field);
        if (setter == null) {
            throw new IllegalArgumentException(field);
        }
        setter.set(draft, value, receivedAt);
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Target::key).toList();
    }

    private static double finite(Node value) {
        double number = value.number();
        return Double.isInfinite(number) ? Double.NaN : number;
    }

    private static @Nullable String lower(@Nullable String word) {
        return word == null ? null : word.toLowerCase(Locale.ROOT);
    }

    /** A comparison may tell the state as well. */
    private static @Nullable String state(@Nullable String told) {
        return "true".equals(told) ? "firing" : "false".equals(told) ? "resolved" : told;
    }

    /** Sets one field of a draft. */
    @FunctionalInterface
    private interface Setter {
        void set(SignalDraft draft, Node value, Instant receivedAt);
    }
}
