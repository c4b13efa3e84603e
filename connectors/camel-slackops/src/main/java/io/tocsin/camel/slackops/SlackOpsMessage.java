// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * Makes the arguments of a Web API method of a message's body, then its headers, then the endpoint's defaults.
 *
 * <p>The body is a list of Block Kit blocks, or a map with {@code text}, {@code blocks} and whatever else the method
 * takes; a {@code String} is JSON when it starts with a brace or a bracket-brace, and the text otherwise.
 */
final class SlackOpsMessage {

    private static final JsonMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    private SlackOpsMessage() {}

    /**
     * @throws PermanentException when the body cannot become a message, or a channel, ts or user is missing
     */
    static ObjectNode of(SlackOpsOperation operation, SlackOpsConfiguration configuration, Message message) {
        ObjectNode arguments = read(message.getBody());
        header(SlackOpsConstants.TEXT, "text", arguments, message);
        header(SlackOpsConstants.CHANNEL, "channel", arguments, message);
        orDefault(arguments, "channel", configuration.getChannel());
        require(arguments, "channel", SlackOpsConstants.CHANNEL, operation);
        switch (operation) {
            case POST -> {
                // a channel is all it needs
            }
            case UPDATE -> {
                header(SlackOpsConstants.TS, "ts", arguments, message);
                require(arguments, "ts", SlackOpsConstants.TS, operation);
            }
            case THREAD -> {
                header(SlackOpsConstants.TS, "thread_ts", arguments, message);
                header(SlackOpsConstants.THREAD_TS, "thread_ts", arguments, message);
                require(arguments, "thread_ts", SlackOpsConstants.THREAD_TS, operation);
                if (configuration.isReplyBroadcast()) {
                    arguments.put("reply_broadcast", true);
                }
            }
            case EPHEMERAL -> {
                header(SlackOpsConstants.USER, "user", arguments, message);
                orDefault(arguments, "user", configuration.getUser());
                require(arguments, "user", SlackOpsConstants.USER, operation);
            }
        }
        return Limits.fit(arguments);
    }

    private static ObjectNode read(@Nullable Object body) {
        if (body == null) {
            return JSON.createObjectNode();
        }
        if (body instanceof String text && !looksLikeJson(text.stripLeading())) {
            return JSON.createObjectNode().put("text", text);
        }
        JsonNode tree = tree(body);
        if (tree instanceof ArrayNode blocks) {
            return JSON.createObjectNode().set("blocks", blocks.deepCopy());
        }
        if (tree instanceof ObjectNode object) {
            return object.deepCopy();
        }
        throw new PermanentException(
                "body must be text, blocks or an object, was " + body.getClass().getName());
    }

    /** Blocks are objects, so that a text such as {@code [FIRING:1] spike} stays text. */
    private static boolean looksLikeJson(String text) {
        return text.startsWith("{")
                || (text.startsWith("[") && text.substring(1).stripLeading().startsWith("{"));
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

    private static void header(String name, String field, ObjectNode arguments, Message message) {
        String value = message.getHeader(name, String.class);
        if (value != null && !value.isBlank()) {
            arguments.put(field, value);
        }
    }

    private static void orDefault(ObjectNode arguments, String field, @Nullable String value) {
        if (value != null && arguments.path(field).asText("").isBlank()) {
            arguments.put(field, value);
        }
    }

    private static void require(ObjectNode arguments, String field, String header, SlackOpsOperation operation) {
        if (arguments.path(field).asText("").isBlank()) {
            throw new PermanentException(
                    field + " is missing: " + operation.wireName() + " needs header " + header + " or the body's own");
        }
    }
}
