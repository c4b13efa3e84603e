// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import com.fasterxml.jackson.databind.node.TextNode;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.Ids;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.sources.wire.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of a resource, scope and record, the narrower winning. Scalars count as their text whatever their type, of a list
 * only its first item does; nested maps and bytes are left out.
 *
 * <p>Fields that may be spelled in several ways are sorted out once, when the attributes are read. Not thread-safe.
 */
final class Attributes {
    private static final AliasTable TABLE = AliasTable.table();
    private static final int FIELDS = Alias.values().length;
    private static final double EXACT = 1L << 53;

    /** None at all. */
    static final Attributes NONE = new Attributes();

    private final @Nullable Attributes wider;
    private final List<KeyValue> own;
    private final @Nullable AnyValue[] told;
    private final int[] ranks;
    private @Nullable Map<String, String> scalars;

    private Attributes() {
        wider = null;
        own = List.of();
        told = new AnyValue[FIELDS];
        ranks = new int[FIELDS];
    }

    private Attributes(Attributes wider, List<KeyValue> own) {
        this.wider = wider;
        this.own = own;
        told = wider.told.clone();
        ranks = wider.ranks.clone();
        for (KeyValue attribute : own) {
            AliasTable.Spelling spelling = TABLE.spelling(attribute.getKey());
            if (spelling != null && isTold(attribute.getValue())) {
                int field = spelling.alias().ordinal();
                if (told[field] == null || spelling.rank() <= ranks[field]) {
                    told[field] = attribute.getValue();
                    ranks[field] = spelling.rank();
                }
            }
        }
    }

    /** These and narrower ones. */
    Attributes with(List<KeyValue> narrower) {
        return narrower.isEmpty() ? this : new Attributes(this, narrower);
    }

    /** These and one more. */
    Attributes withText(String key, String text) {
        AnyValue value = AnyValue.newBuilder().setStringValue(text).build();
        return with(List.of(KeyValue.newBuilder().setKey(key).setValue(value).build()));
    }

    /** The text of an attribute, of a list its first item, or null. */
    @Nullable String text(String key) {
        AnyValue value = value(key);
        return value == null ? null : textOf(value);
    }

    /** The number an attribute holds as number or text, or NaN. */
    double number(String key) {
        return numberOf(value(key));
    }

    /** The whole number an attribute holds as number or text, or null. */
    @Nullable Long count(String key) {
        return countOf(value(key));
    }

    private @Nullable AnyValue value(String key) {
        for (Attributes here = this; here != null; here = here.wider) {
            for (int i = here.own.size() - 1; i >= 0; i--) {
                KeyValue attribute = here.own.get(i);
                if (attribute.getKey().equals(key) && isTold(attribute.getValue())) {
                    return attribute.getValue();
                }
            }
        }
        return null;
    }

    /** Whether a field is told, whatever it is. */
    boolean has(Alias field) {
        return told[field.ordinal()] != null;
    }

    /** The text of the first attribute present that may carry a field, or null. */
    @Nullable String text(Alias field) {
        AnyValue value = told[field.ordinal()];
        return value == null ? null : textOf(value);
    }

    double number(Alias field) {
        return numberOf(told[field.ordinal()]);
    }

    @Nullable Long count(Alias field) {
        return countOf(told[field.ordinal()]);
    }

    /** Sets on whose behalf it happened, and what else any kind of signal may tell. */
    void attribute(SignalDraft draft) {
        draft.fit(Field.TEAM, text(Alias.TEAM))
                .fit(Field.USER, text(Alias.USER))
                .fit(Field.FEATURE, text(Alias.FEATURE))
                .fit(Field.SESSION, text(Alias.SESSION))
                .fit(Field.WORKSPACE, text(Alias.WORKSPACE))
                .fit(Field.SOURCE, text("service.name"));
    }

    /** Sets every attribute as a label, except content, personal data and lists. */
    void label(SignalDraft draft) {
        scalars().forEach((key, value) -> {
            if (!TABLE.drops(key)) {
                draft.label(key, value);
            }
        });
    }

    /** Stands for all of them. */
    String hash() {
        return Ids.hash(scalars(), all(true));
    }

    /** The scalars by name; read only. Those of a resource and scope are put together once for all their records. */
    private Map<String, String> scalars() {
        Map<String, String> known = scalars;
        if (known == null) {
            known = all(false);
            scalars = known;
        }
        return known;
    }

    /** The scalars, or the first items of the lists, by name. */
    private Map<String, String> all(boolean lists) {
        TreeMap<String, String> all = new TreeMap<>();
        if (wider != null) {
            all.putAll(lists ? wider.all(true) : wider.scalars());
        }
        for (KeyValue attribute : own) {
            AnyValue value = attribute.getValue();
            if (value.hasArrayValue() == lists) {
                String text = textOf(value);
                if (text != null) {
                    all.put(attribute.getKey(), text);
                }
            }
        }
        return all;
    }

    private static boolean isTold(AnyValue value) {
        return switch (value.getValueCase()) {
            case INT_VALUE, DOUBLE_VALUE, BOOL_VALUE -> true;
            case STRING_VALUE -> !value.getStringValue().isBlank();
            case ARRAY_VALUE -> textOf(value) != null;
            default -> false;
        };
    }

    /** A scalar as text, of a list its first item; null when it is neither or blank. */
    static @Nullable String textOf(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue().isBlank() ? null : value.getStringValue();
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> textOf(value.getDoubleValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case ARRAY_VALUE -> firstOf(value);
            default -> null;
        };
    }

    private static String textOf(double value) {
        return value == Math.rint(value) && Math.abs(value) < EXACT
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static @Nullable String firstOf(AnyValue list) {
        if (list.getArrayValue().getValuesCount() == 0) {
            return null;
        }
        AnyValue first = list.getArrayValue().getValues(0);
        return first.hasArrayValue() ? null : textOf(first);
    }

    private static double numberOf(@Nullable AnyValue value) {
        if (value == null) {
            return Double.NaN;
        }
        return switch (value.getValueCase()) {
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            default -> node(textOf(value)).number();
        };
    }

    private static @Nullable Long countOf(@Nullable AnyValue value) {
        return value == null
                ? null
                : value.hasIntValue()
                        ? (Long) value.getIntValue()
                        : node(textOf(value)).count();
    }

    /** A text as if it stood in JSON. */
    static Node node(@Nullable String text) {
        return text == null ? Node.MISSING : new Node(TextNode.valueOf(text));
    }
}
