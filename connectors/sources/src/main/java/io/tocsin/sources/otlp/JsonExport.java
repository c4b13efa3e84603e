// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Times;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads OTLP's JSON into its messages, so that both encodings are understood by the same code. As the specification wants it,
 * ids are hexadecimal and unknown fields are ignored. Beyond it, as senders do it: whole numbers and enumerations may be numbers
 * or text, times may be written out. What does not fit its field is not told. Thread-safe.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP, JSON Protobuf encoding</a>
 */
final class JsonExport {
    private static final HexFormat HEX = HexFormat.of();
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long LAST_SECOND = Long.MAX_VALUE / NANOS_PER_SECOND;
    private static final Map<Descriptor, Map<String, FieldDescriptor>> FIELDS = new ConcurrentHashMap<>();

    private JsonExport() {}

    /** Sets the fields of a message that an object tells. */
    static void read(JsonNode object, Message.Builder into) {
        Map<String, FieldDescriptor> known =
                FIELDS.computeIfAbsent(into.getDescriptorForType(), JsonExport::byJsonName);
        object.properties().forEach(told -> {
            FieldDescriptor field = known.get(told.getKey());
            if (field != null) {
                set(field, told.getValue(), into);
            }
        });
    }

    private static Map<String, FieldDescriptor> byJsonName(Descriptor type) {
        Map<String, FieldDescriptor> fields = new HashMap<>();
        type.getFields().forEach(field -> fields.put(field.getJsonName(), field));
        return fields;
    }

    private static void set(FieldDescriptor field, JsonNode told, Message.Builder into) {
        if (!field.isRepeated()) {
            Object value = value(field, told, into);
            if (value != null) {
                into.setField(field, value);
            }
        } else if (told.isArray()) {
            for (JsonNode item : told) {
                Object value = value(field, item, into);
                if (value != null) {
                    into.addRepeatedField(field, value);
                }
            }
        }
    }

    private static @Nullable Object value(FieldDescriptor field, JsonNode told, Message.Builder into) {
        if (told.isNull()) {
            return null;
        }
        Node node = new Node(told);
        return switch (field.getJavaType()) {
            case MESSAGE -> message(field, told, into);
            case STRING -> told.isValueNode() ? whole(told.asText()) : null;
            case LONG -> whole(field, node);
            case INT -> int32(node.count());
            case DOUBLE -> node.number();
            case FLOAT -> (float) node.number();
            case BOOLEAN -> told.isBoolean() ? (Object) told.booleanValue() : (Object) "true".equals(node.text());
            case ENUM -> enumeration(field.getEnumType(), node);
            case BYTE_STRING -> id(node.text());
        };
    }

    private static @Nullable Message message(FieldDescriptor field, JsonNode told, Message.Builder into) {
        if (!told.isObject()) {
            return null;
        }
        Message.Builder inner = into.newBuilderForField(field);
        read(told, inner);
        return inner.build();
    }

    /** A text with whole characters only: half of one, which JSON can escape, cannot be written in UTF-8. */
    private static String whole(String text) {
        StringBuilder mended = null;
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                i++;
            } else {
                mended = mended == null ? new StringBuilder(text) : mended;
                mended.setCharAt(i, '\uFFFD');
            }
        }
        return mended == null ? text : mended.toString();
    }

    /** Times have no sign, and may be written out. */
    private static @Nullable Long whole(FieldDescriptor field, Node told) {
        Long count = told.count();
        if (!field.getJsonName().endsWith("UnixNano")) {
            return count;
        }
        return count == null ? nanos(Times.read(told)) : Long.valueOf(Math.max(0, count));
    }

    private static @Nullable Long nanos(@Nullable Instant time) {
        if (time == null || time.getEpochSecond() < 0 || time.getEpochSecond() >= LAST_SECOND) {
            return null;
        }
        return time.getEpochSecond() * NANOS_PER_SECOND + time.getNano();
    }

    private static @Nullable Integer int32(@Nullable Long count) {
        return count == null ? null : (Integer) (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, count));
    }

    private static @Nullable Object enumeration(EnumDescriptor type, Node told) {
        Integer number = int32(told.count());
        if (number != null) {
            return type.findValueByNumberCreatingIfUnknown(number);
        }
        String name = told.text();
        return name == null ? null : type.findValueByName(name);
    }

    /** Of a trace or span; other bytes are content and are left out by not being hexadecimal. */
    private static @Nullable ByteString id(@Nullable String text) {
        if (text == null || text.length() > 64) {
            return null;
        }
        try {
            return ByteString.copyFrom(HEX.parseHex(text));
        } catch (IllegalArgumentException notHexadecimal) {
            return null;
        }
    }
}
