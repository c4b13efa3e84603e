// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.camel.vendor.BodyReader;
import io.tocsin.camel.vendor.Fields;
import io.tocsin.camel.vendor.PermanentException;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.camel.Message;

/**
 * Which message of a channel is looked for: one whose metadata has this event type and, among others, these fields.
 *
 * @param channel the channel's id; Slack finds no history by name
 * @param oldest seconds since 1970 or a ts, before which nobody looks; empty for the whole history
 * @param eventType as in {@code metadata.event_type}
 * @param payload fields of {@code metadata.event_payload}; empty for any
 */
record SlackOpsQuery(String channel, String oldest, String eventType, JsonNode payload) {

    /** Slack recommends no more than 200 (docs.slack.dev, conversations.history, read 2026-11-26). */
    private static final int PAGE_SIZE = 100;

    private static final BodyReader BODY = BodyReader.text("event_type");

    /**
     * Made of a body in the form of {@code metadata}, or of the event type alone, and the headers.
     *
     * @throws PermanentException when the channel or the event type is missing
     */
    static SlackOpsQuery of(SlackOpsConfiguration configuration, Message message) {
        ObjectNode fields = BODY.read(message.getBody());
        Fields.fromHeader(SlackOpsConstants.CHANNEL, message, "channel", fields);
        Fields.fromHeader(SlackOpsConstants.OLDEST, message, "oldest", fields);
        Fields.orDefault(fields, "channel", configuration.getChannel());
        Fields.require(fields, "channel", SlackOpsConstants.CHANNEL, SlackOpsOperation.FIND);
        if (Fields.isBlank(fields, "event_type")) {
            throw new PermanentException("event_type is missing: find needs a body like a message's metadata");
        }
        return new SlackOpsQuery(
                fields.path("channel").asText(),
                fields.path("oldest").asText(""),
                fields.path("event_type").asText(),
                fields.path("event_payload"));
    }

    /** The question as a form, which every method of Slack takes; not every one that reads takes JSON. */
    String form(String cursor) {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("channel", channel);
        arguments.put("limit", Integer.toString(PAGE_SIZE));
        arguments.put("include_all_metadata", "true");
        arguments.put("oldest", oldest);
        arguments.put("cursor", cursor);
        return arguments.entrySet().stream()
                .filter(argument -> !argument.getValue().isEmpty())
                .map(argument -> argument.getKey() + "=" + URLEncoder.encode(argument.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The ts of the newest such message on a page. */
    Optional<String> ts(JsonNode page) {
        return StreamSupport.stream(page.path("messages").spliterator(), false)
                .filter(message -> matches(message.path("metadata")))
                .map(message -> message.path("ts").asText())
                .findFirst();
    }

    private boolean matches(JsonNode metadata) {
        JsonNode given = metadata.path("event_payload");
        return metadata.path("event_type").asText().equals(eventType)
                && payload.properties().stream()
                        .allMatch(field -> field.getValue().equals(given.get(field.getKey())));
    }
}
