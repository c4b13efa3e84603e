// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.vendor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** The fields of a request: the body's, then the headers', then the endpoint's defaults. Blank text counts as missing. */
public final class Fields {

    private Fields() {}

    /** Whether a field has no text. */
    public static boolean isBlank(ObjectNode fields, String field) {
        return fields.path(field).asText("").isBlank();
    }

    /** Sets a field to a header's value, if the message has that header. */
    public static void fromHeader(String header, Message message, String field, ObjectNode fields) {
        String value = message.getHeader(header, String.class);
        if (value != null && !value.isBlank()) {
            fields.put(field, value);
        }
    }

    /** Sets a field that has no text, if there is a default. */
    public static void orDefault(ObjectNode fields, String field, @Nullable String value) {
        if (value != null && isBlank(fields, field)) {
            fields.put(field, value);
        }
    }

    /**
     * Insists on a field that a header could have set.
     *
     * @throws PermanentException when it has no text
     */
    public static void require(ObjectNode fields, String field, String header, Operation operation) {
        if (isBlank(fields, field)) {
            throw new PermanentException(
                    field + " is missing: " + operation.wireName() + " needs header " + header + " or the body's own");
        }
    }
}
