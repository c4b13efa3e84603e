// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.vendor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a request's fields of a message's body: a map or bean, JSON text or bytes, or text that becomes one field. Text is
 * JSON when it starts with a brace or, where lists are read, with a list of objects: {@code [FIRING:1] spike} stays text.
 * Immutable.
 *
 * @param textField the field that other text becomes
 * @param listField the field that a list becomes; empty where lists are refused
 */
public record BodyReader(String textField, Optional<String> listField) {

    private static final JsonMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    /** Reads objects and text. */
    public static BodyReader text(String textField) {
        return new BodyReader(textField, Optional.empty());
    }

    /** Reads objects, lists and text. */
    public static BodyReader textOrList(String textField, String listField) {
        return new BodyReader(textField, Optional.of(listField));
    }

    /**
     * The fields, which may be changed without changing the body; none for no body.
     *
     * @throws PermanentException when the body is none of these
     */
    public ObjectNode read(@Nullable Object body) {
        if (body == null) {
            return JSON.createObjectNode();
        }
        if (body instanceof String text && !isJson(text.stripLeading())) {
            return JSON.createObjectNode().put(textField, text);
        }
        JsonNode tree = tree(body);
        if (tree instanceof ArrayNode list && listField.isPresent()) {
            return JSON.createObjectNode().set(listField.get(), list.deepCopy());
        }
        if (tree instanceof ObjectNode object) {
            return object.deepCopy();
        }
        String expected =
                listField.map(field -> "text, " + field + " or an object").orElse("text or an object");
        throw new PermanentException(
                "body must be " + expected + ", was " + body.getClass().getName());
    }

    private boolean isJson(String text) {
        boolean list = listField.isPresent()
                && text.startsWith("[")
                && text.substring(1).stripLeading().startsWith("{");
        return list || text.startsWith("{");
    }

    private static JsonNode tree(Object body) {
        try {
            if (body instanceof String text) {
                return JSON.readTree(text);
            }
            return body instanceof byte[] bytes ? JSON.readTree(bytes) : JSON.valueToTree(body);
        } catch (JsonProcessingException e) {
            throw new PermanentException("body is not JSON: " + e.getOriginalMessage());
        } catch (IOException | IllegalArgumentException e) {
            throw new PermanentException("body of " + body.getClass().getName() + " cannot become JSON", e);
        }
    }
}
