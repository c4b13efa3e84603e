// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.Ids;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.sources.wire.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of a resource, scope and record merged, the narrower winning. Values are kept as text whatever their
 * type, of a list only its first item; nested maps are left out.
 */
final class Attributes {
    private static final AliasTable TABLE = AliasTable.table();

    private final Map<String, String> scalars;
    private final Map<String, String> firsts;

    private Attributes(Map<String, String> scalars, Map<String, String> firsts) {
        this.scalars = scalars;
        this.firsts = firsts;
    }

    static Attributes of(Node keyValues) {
        return new Attributes(new HashMap<>(), new HashMap<>()).add(keyValues);
    }

    /** These and one more. */
    Attributes withText(String key, String text) {
        Attributes more = with(node(null));
        more.scalars.put(key, text);
        return more;
    }

    /** These and narrower ones. */
    Attributes with(Node keyValues) {
        return new Attributes(new HashMap<>(scalars), new HashMap<>(firsts)).add(keyValues);
    }

    private Attributes add(Node keyValues) {
        for (Node keyValue : keyValues.items()) {
            String key = keyValue.text("key");
            if (key == null) {
                continue;
            }
            Node value = keyValue.at("value");
            Node list = value.at("arrayValue", "values");
            if (list.isArray()) {
                String first =
                        list.items().isEmpty() ? null : scalar(list.items().get(0));
                firsts.put(key, first == null ? "" : first);
            } else {
                String text = scalar(value);
                if (text != null) {
                    scalars.put(key, text);
                }
            }
        }
        return this;
    }

    private static @Nullable String scalar(Node value) {
        return value.first("stringValue", "intValue", "doubleValue", "boolValue");
    }

    /** The text of an attribute, of a list its first item, or null. */
    @Nullable String text(String key) {
        String text = scalars.get(key);
        if (text != null) {
            return text;
        }
        String first = firsts.get(key);
        return first == null || first.isBlank() ? null : first;
    }

    /** The text of the first attribute present that may carry a field, or null. */
    @Nullable String field(String field) {
        for (String attribute : TABLE.attributes(field)) {
            String text = text(attribute);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** The number an attribute holds as number or text, or NaN. */
    double number(String key) {
        return node(text(key)).number();
    }

    /** The whole number an attribute holds as number or text, or null. */
    @Nullable Long count(String key) {
        return node(text(key)).count();
    }

    double fieldNumber(String field) {
        return node(field(field)).number();
    }

    @Nullable Long fieldCount(String field) {
        return node(field(field)).count();
    }

    /** Sets on whose behalf it happened, and what else any kind of signal may tell. */
    void attribute(SignalDraft draft) {
        draft.fit(Field.TEAM, field("team"))
                .fit(Field.USER, field("user"))
                .fit(Field.FEATURE, field("feature"))
                .fit(Field.SESSION, field("session"))
                .fit(Field.WORKSPACE, field("workspace"))
                .fit(Field.SOURCE, text("service.name"));
    }

    /** Sets every attribute as a label, except content and personal data. */
    void label(SignalDraft draft) {
        new TreeMap<>(scalars).forEach((key, value) -> {
            if (!TABLE.drops(key)) {
                draft.label(key, value);
            }
        });
    }

    /** Stands for all of them. */
    String hash() {
        return Ids.hash(new TreeMap<>(scalars), new TreeMap<>(firsts));
    }

    static Node node(@Nullable String text) {
        return new Node(text == null ? MissingNode.getInstance() : TextNode.valueOf(text));
    }
}
