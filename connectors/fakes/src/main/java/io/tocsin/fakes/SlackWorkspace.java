// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The messages of one workspace and the rules for them. Not thread-safe: {@link SlackFake} holds its lock. */
final class SlackWorkspace {

    private static final int MAX_TEXT = 40_000;
    private static final Pattern TS = Pattern.compile("\\d{10}\\.\\d{6}");
    private static final Pattern CHANNEL_ID = Pattern.compile("[CDG][A-Z0-9]{8,}");

    private final List<SlackMessage> messages = new ArrayList<>();
    private final List<Sent> outbox = new ArrayList<>();
    private Set<String> channelIds = Set.of();
    private Set<String> strangeIds = Set.of();
    private int posted;

    static ObjectNode error(String error) {
        return Json.object().put("ok", false).put("error", error);
    }

    void channels(String... channels) {
        channelIds = ids(channels);
    }

    void notMemberOf(String... channels) {
        strangeIds = ids(channels);
    }

    List<SlackMessage> messages() {
        return List.copyOf(messages);
    }

    Optional<SlackMessage> message(String ts) {
        return messages.stream().filter(message -> message.ts().equals(ts)).findFirst();
    }

    List<Sent> outbox() {
        return List.copyOf(outbox);
    }

    ObjectNode post(ObjectNode arguments, Instant at) {
        String threadTs = Json.text(arguments, "thread_ts");
        return refusal(arguments).or(() -> refusedThread(arguments, threadTs)).orElseGet(() -> {
            SlackMessage message = message(arguments, "", at);
            messages.add(message);
            note(threadTs.isEmpty() ? "post" : "thread", message, at);
            ObjectNode answer = Json.object()
                    .put("ok", true)
                    .put("channel", message.channel())
                    .put("ts", message.ts());
            answer.putObject("message")
                    .put("type", "message")
                    .put("text", message.text())
                    .put("ts", message.ts());
            return answer;
        });
    }

    ObjectNode postEphemeral(ObjectNode arguments, Instant at) {
        String user = Json.text(arguments, "user");
        if (user.isEmpty()) {
            return error("invalid_arguments");
        }
        return refusal(arguments).orElseGet(() -> {
            SlackMessage message = message(arguments, user, at);
            messages.add(message);
            note("ephemeral", message, at);
            return Json.object().put("ok", true).put("message_ts", message.ts());
        });
    }

    /** Webhooks answer no ts; whoever needs one uses the Web API. */
    ObjectNode postByWebhook(ObjectNode arguments, Instant at) {
        return refusal(arguments).orElseGet(() -> {
            SlackMessage message = message(arguments, "", at);
            messages.add(message);
            note("webhook", message, at);
            return Json.object();
        });
    }

    ObjectNode update(ObjectNode arguments, Instant at) {
        String channel = Json.text(arguments, "channel");
        if (!CHANNEL_ID.matcher(channel).matches()) {
            return error("channel_not_found");
        }
        return refusal(arguments).orElseGet(() -> {
            for (int i = 0; i < messages.size(); i++) {
                SlackMessage old = messages.get(i);
                if (old.channel().equals(channel)
                        && old.ts().equals(Json.text(arguments, "ts"))
                        && old.ephemeralTo().isEmpty()) {
                    SlackMessage updated =
                            old.updated(text(arguments), blocks(arguments), metadata(arguments, old.metadata()));
                    messages.set(i, updated);
                    note("update", updated, at);
                    return Json.object()
                            .put("ok", true)
                            .put("channel", channel)
                            .put("ts", updated.ts())
                            .put("text", updated.text());
                }
            }
            return error("message_not_found");
        });
    }

    /** Where posting takes a name, reading takes an id only; and it is for members. */
    ObjectNode history(ObjectNode arguments) {
        String channel = Json.text(arguments, "channel");
        if (!CHANNEL_ID.matcher(channel).matches() || !exists(channel)) {
            return error("channel_not_found");
        }
        if (strangeIds.contains(channel)) {
            return error("not_in_channel");
        }
        return SlackHistory.read(
                messages.stream()
                        .filter(message -> message.channel().equals(channel))
                        .toList(),
                arguments);
    }

    private Optional<ObjectNode> refusal(ObjectNode arguments) {
        String channel = Json.text(arguments, "channel");
        if (channel.isEmpty() || !exists(channel)) {
            return Optional.of(error("channel_not_found"));
        }
        JsonNode blocks = arguments.path("blocks");
        boolean nothing = Json.text(arguments, "text").isEmpty()
                && blocks.isEmpty()
                && arguments.path("attachments").isEmpty();
        if (nothing && !blocks.isTextual()) {
            return Optional.of(error("no_text"));
        }
        if (Json.length(Json.text(arguments, "text")) > MAX_TEXT) {
            return Optional.of(error("msg_too_long"));
        }
        JsonNode metadata = arguments.path("metadata");
        if (!metadata.isMissingNode() && !metadata.isEmpty() && !isMetadata(metadata)) {
            return Optional.of(error("invalid_metadata_format"));
        }
        return refusedBlocks(blocks);
    }

    private static boolean isMetadata(JsonNode metadata) {
        return !Json.text(metadata, "event_type").isEmpty()
                && metadata.path("event_payload").isObject();
    }

    private static Optional<ObjectNode> refusedBlocks(JsonNode blocks) {
        if (blocks.isMissingNode() || blocks.isNull()) {
            return Optional.empty();
        }
        if (!blocks.isArray()) {
            return Optional.of(error("invalid_blocks_format"));
        }
        List<String> violations = BlockKit.violations(blocks);
        if (!violations.isEmpty()) {
            ObjectNode error = error("invalid_blocks");
            violations.forEach(violation -> error.withArray("errors").add(violation));
            violations.forEach(violation ->
                    error.withObject("/response_metadata").withArray("messages").add("[ERROR] " + violation));
            return Optional.of(error);
        }
        return BlockKit.totalText(blocks) > BlockKit.MAX_TOTAL_TEXT
                ? Optional.of(error("msg_blocks_too_long"))
                : Optional.empty();
    }

    private Optional<ObjectNode> refusedThread(ObjectNode arguments, String threadTs) {
        if (threadTs.isEmpty()) {
            return Optional.empty();
        }
        if (!TS.matcher(threadTs).matches()) {
            return Optional.of(error("invalid_thread_ts"));
        }
        String channel = id(Json.text(arguments, "channel"));
        boolean known = message(threadTs)
                .filter(parent -> parent.channel().equals(channel))
                .isPresent();
        return known ? Optional.empty() : Optional.of(error("thread_not_found"));
    }

    private SlackMessage message(ObjectNode arguments, String user, Instant at) {
        String threadTs = Json.text(arguments, "thread_ts");
        String ts = String.format(Locale.ROOT, "%010d.%06d", at.getEpochSecond(), ++posted);
        return new SlackMessage(
                id(Json.text(arguments, "channel")),
                ts,
                threadTs.isEmpty() ? null : threadTs,
                user.isEmpty() ? null : user,
                text(arguments),
                blocks(arguments),
                metadata(arguments, ""),
                0,
                at);
    }

    private void note(String action, SlackMessage message, Instant at) {
        outbox.add(new Sent("slack", action, message.ts(), message.text(), at));
    }

    private boolean exists(String channel) {
        return channelIds.isEmpty() || channelIds.contains(id(channel));
    }

    private static String text(ObjectNode arguments) {
        String text = Json.text(arguments, "text");
        return text.isEmpty() ? Json.text(arguments.path("attachments").path(0), "fallback") : text;
    }

    private static String blocks(ObjectNode arguments) {
        JsonNode blocks = arguments.path("blocks");
        return blocks.isArray() ? blocks.toString() : "";
    }

    /** An update keeps metadata it does not mention and drops it for an empty object (docs.slack.dev, chat.update). */
    private static String metadata(ObjectNode arguments, String before) {
        JsonNode metadata = arguments.path("metadata");
        if (metadata.isMissingNode()) {
            return before;
        }
        return metadata.isEmpty() ? "" : metadata.toString();
    }

    private static Set<String> ids(String... channels) {
        return Stream.of(channels).map(SlackWorkspace::id).collect(Collectors.toUnmodifiableSet());
    }

    /** Ids stay; names become an id that is always the same. */
    private static String id(String channel) {
        if (CHANNEL_ID.matcher(channel).matches()) {
            return channel;
        }
        String name = channel.startsWith("#") ? channel.substring(1) : channel;
        return String.format(Locale.ROOT, "C0%08X", name.hashCode());
    }
}
