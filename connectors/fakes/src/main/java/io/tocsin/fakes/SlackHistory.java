// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code conversations.history} over the messages of one channel, with Slack's manners (docs.slack.dev, methods
 * conversations.history and chat.postMessage, read 2026-11-26):
 *
 * <ul>
 *   <li>newest first, without replies and ephemeral messages;
 *   <li>{@code oldest} and {@code latest} are left out themselves unless {@code inclusive};
 *   <li>pages of 100 unless {@code limit} says otherwise, 999 at most, linked by {@code next_cursor};
 *   <li>a message's metadata only with {@code include_all_metadata}; without it the {@code event_type} is still there, the
 *       payload is not (slackapi/python-slack-sdk issue 1501, 2024-05-31).
 * </ul>
 */
final class SlackHistory {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 999;
    private static final String CURSOR = "next_ts:";

    private SlackHistory() {}

    /** The answer to a question about one channel's messages, given oldest first. */
    static ObjectNode read(List<SlackMessage> channel, ObjectNode arguments) {
        Optional<BigDecimal> oldest = number(arguments, "oldest", "0");
        Optional<BigDecimal> latest = number(arguments, "latest", "9999999999");
        Optional<BigDecimal> limit = number(arguments, "limit", Integer.toString(DEFAULT_LIMIT));
        Optional<BigDecimal> cursor = cursor(text(arguments, "cursor"));
        if (oldest.isEmpty()) {
            return SlackWorkspace.error("invalid_ts_oldest");
        }
        if (latest.isEmpty()) {
            return SlackWorkspace.error("invalid_ts_latest");
        }
        if (cursor.isEmpty()) {
            return SlackWorkspace.error("invalid_cursor");
        }
        if (limit.isEmpty() || limit.get().intValue() < 1 || limit.get().intValue() > MAX_LIMIT) {
            return SlackWorkspace.error("invalid_limit");
        }
        int least = text(arguments, "inclusive").equals("true") ? 0 : 1;
        List<SlackMessage> range = inChannel(channel)
                .filter(message -> ts(message).compareTo(oldest.get()) >= least)
                .filter(message -> latest.get().compareTo(ts(message)) >= least)
                .filter(message -> ts(message).compareTo(cursor.get()) <= 0)
                .toList();
        boolean whole = text(arguments, "include_all_metadata").equals("true");
        return page(range, limit.get().intValue(), whole);
    }

    private static ObjectNode page(List<SlackMessage> range, int limit, boolean allMetadata) {
        ObjectNode answer = Json.object().put("ok", true);
        ArrayNode messages = answer.putArray("messages");
        range.stream().limit(limit).map(message -> json(message, allMetadata)).forEach(messages::add);
        boolean more = range.size() > limit;
        answer.put("has_more", more);
        if (more) {
            String next = CURSOR + range.get(limit).ts();
            answer.putObject("response_metadata")
                    .put("next_cursor", Base64.getEncoder().encodeToString(next.getBytes(UTF_8)));
        }
        return answer;
    }

    private static Stream<SlackMessage> inChannel(List<SlackMessage> channel) {
        return channel.stream()
                .filter(message -> message.threadTs().isEmpty())
                .filter(message -> message.ephemeralTo().isEmpty())
                .sorted(Comparator.comparing(SlackHistory::ts).reversed());
    }

    private static ObjectNode json(SlackMessage message, boolean allMetadata) {
        ObjectNode json = Json.object()
                .put("type", "message")
                .put("user", "U0000000000")
                .put("bot_id", "B0000000000")
                .put("text", message.text())
                .put("ts", message.ts());
        Json.readObject(message.metadata()).ifPresent(metadata -> {
            if (!allMetadata) {
                metadata.remove("event_payload");
            }
            json.set("metadata", metadata);
        });
        return json;
    }

    private static BigDecimal ts(SlackMessage message) {
        return new BigDecimal(message.ts());
    }

    private static Optional<BigDecimal> cursor(String given) {
        if (given.isEmpty()) {
            return Optional.of(new BigDecimal("9999999999"));
        }
        try {
            String text = new String(Base64.getDecoder().decode(given), UTF_8);
            return text.startsWith(CURSOR) ? number(text.substring(CURSOR.length())) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> number(ObjectNode arguments, String field, String absent) {
        String given = text(arguments, field);
        return number(given.isEmpty() ? absent : given);
    }

    private static Optional<BigDecimal> number(String text) {
        return text.matches("\\d{1,10}(\\.\\d{1,6})?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** An argument as text: forms know nothing else, and JSON may say {@code true} or {@code "true"}. */
    private static String text(ObjectNode arguments, String field) {
        JsonNode value = arguments.path(field);
        return value.isNull() ? "" : value.asText("");
    }
}
