// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.tocsin.pipeline.signal.Fitted;
import io.tocsin.sources.wire.Cursor;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Wire;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One attribute, read where it stands: texts are made when somebody asks for them. A scalar counts as its text whatever its
 * type, of a list only its first item does; maps and bytes tell nothing. Read anew for the next record; not thread-safe.
 */
final class Attribute {
    private static final int KEY = Wire.delimited(KeyValue.KEY_FIELD_NUMBER);
    private static final int VALUE = Wire.delimited(KeyValue.VALUE_FIELD_NUMBER);
    private static final int TEXT = Wire.delimited(AnyValue.STRING_VALUE_FIELD_NUMBER);
    private static final int FLAG = Wire.varint(AnyValue.BOOL_VALUE_FIELD_NUMBER);
    private static final int WHOLE = Wire.varint(AnyValue.INT_VALUE_FIELD_NUMBER);
    private static final int REAL = Wire.fixed64(AnyValue.DOUBLE_VALUE_FIELD_NUMBER);
    private static final int LIST = Wire.delimited(AnyValue.ARRAY_VALUE_FIELD_NUMBER);
    private static final int MAP = Wire.delimited(AnyValue.KVLIST_VALUE_FIELD_NUMBER);
    private static final int BYTES = Wire.delimited(AnyValue.BYTES_VALUE_FIELD_NUMBER);
    private static final int ITEM = Wire.delimited(ArrayValue.VALUES_FIELD_NUMBER);
    private static final int NOTHING = 0;
    private static final double EXACT = 1L << 53;

    private static final Known<Name> NAMES = new Known<>(Name::of);
    private static final Known<Label> LABELS = new Known<>(Label::of);
    private static final Name UNNAMED = Name.of("");

    private Name name = UNNAMED;
    /** Which kind of value it has, by the tag of its field; nothing for one that tells nothing. */
    private int kind;

    private boolean list;
    private long bits;
    private byte[] body = {};
    private int from;
    private int to;
    private @Nullable String text;
    private @Nullable Label label;

    /** One of a text. */
    static Attribute of(String name, String text) {
        Attribute attribute = new Attribute();
        attribute.name = Name.of(name);
        attribute.kind = TEXT;
        attribute.body = text.getBytes(UTF_8);
        attribute.to = attribute.body.length;
        return attribute;
    }

    /** Reads the attribute that follows. */
    void read(Cursor in) throws IOException {
        Name before = name;
        name = UNNAMED;
        forget();
        body = in.body();
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == KEY) {
                int start = in.bytes();
                name = before.is(body, start, in.at()) ? before : NAMES.of(body, start, in.at());
            } else if (tag == VALUE) {
                int around = in.enter();
                value(in, false);
                in.leave(around);
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
    }

    private void forget() {
        kind = NOTHING;
        list = false;
        text = null;
        label = null;
    }

    private void value(Cursor in, boolean item) throws IOException {
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == TEXT) {
                from = in.text();
                to = in.at();
                is(tag, item);
            } else if (tag == WHOLE || tag == FLAG) {
                bits = in.varint();
                is(tag, item);
            } else if (tag == REAL) {
                bits = in.fixed64();
                is(tag, item);
            } else if (tag == LIST && !item) {
                list(in);
            } else {
                Values.pass(tag, in);
                if (tag == LIST || tag == MAP || tag == BYTES) {
                    is(NOTHING, item);
                }
            }
        }
    }

    private void is(int tag, boolean item) {
        kind = tag;
        list = item;
    }

    private void list(Cursor in) throws IOException {
        is(NOTHING, true);
        boolean first = true;
        int outer = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == ITEM && first) {
                first = false;
                int around = in.enter();
                value(in, true);
                in.leave(around);
            } else if (tag == ITEM) {
                Values.value(in);
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
    }

    Name name() {
        return name;
    }

    /** Whether it is no list. */
    boolean isScalar() {
        return !list;
    }

    /** Whether it tells anything. */
    boolean isTold() {
        return kind != NOTHING && (kind != TEXT || plainlyTold() || !made().isBlank());
    }

    /** Whether its text begins with anything but space, as almost every one does. */
    private boolean plainlyTold() {
        return from < to && body[from] > ' ';
    }

    /** Its text, or null when it tells nothing. */
    @Nullable String text() {
        return isTold() ? made() : null;
    }

    /** The same for a text that may well come again: one copy serves all. */
    @Nullable Fitted repeated() {
        if (kind != TEXT || text != null) {
            String told = text();
            return told == null ? null : Fitted.of(told);
        }
        return isTold() ? label().sent() : null;
    }

    /** Its text as a label, of one that tells something. */
    Label label() {
        if (kind != TEXT) {
            return Label.of(made());
        }
        Label known = label;
        if (known == null) {
            known = LABELS.checked(body, from, to);
            label = known;
        }
        return known;
    }

    private String made() {
        String made = text;
        if (made == null) {
            made = make();
            text = made;
        }
        return made;
    }

    private String make() {
        if (kind == TEXT) {
            return new String(body, from, to - from, UTF_8);
        }
        if (kind == WHOLE) {
            return Long.toString(bits);
        }
        if (kind == FLAG) {
            return Boolean.toString(bits != 0);
        }
        double real = Double.longBitsToDouble(bits);
        return real == Math.rint(real) && Math.abs(real) < EXACT ? Long.toString((long) real) : Double.toString(real);
    }

    /** The number it holds as number or text, or NaN. */
    double number() {
        if (kind == WHOLE) {
            return bits;
        }
        return kind == REAL ? Double.longBitsToDouble(bits) : node(text()).number();
    }

    /** The whole number it holds as number or text, or null. */
    @Nullable Long count() {
        return kind == WHOLE ? (Long) bits : node(text()).count();
    }

    /** A text as if it stood in JSON. */
    static Node node(@Nullable String text) {
        return text == null ? Node.MISSING : new Node(TextNode.valueOf(text));
    }
}
