// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlackHistoryIT {

    private static final String CHANNEL = "C0A1B2C3D4";
    private static final Map<String, String> TOKEN = Map.of("Authorization", "Bearer xoxb-1");
    private static final Map<String, Object> METADATA =
            Map.of("event_type", "tocsin_page", "event_payload", Map.of("dedup_key", "k1"));

    private final ManualClock clock = ManualClock.at("2026-11-24T03:00:00Z");
    private final SlackFake fake = SlackFake.start(0, clock).withoutRateLimits();
    private final Client client = new Client();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void tellsTheNewestFirstPageByPage() {
        for (int i = 1; i <= 5; i++) {
            post(Map.of("text", "m" + i));
        }
        List<String> texts = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = history(Map.of("limit", 2, "cursor", cursor));
            page.path("messages")
                    .forEach(message -> texts.add(message.path("text").asText()));
            cursor = page.at("/response_metadata/next_cursor").asText();
            assertThat(page.path("has_more").asBoolean()).isEqualTo(!cursor.isEmpty());
        } while (!cursor.isEmpty());

        assertThat(texts).containsExactly("m5", "m4", "m3", "m2", "m1");
    }

    @Test
    void leavesOutWhatIsNotAfterTheOldest() {
        String first = post(Map.of("text", "first"));
        clock.advance(Duration.ofMinutes(1));
        String second = post(Map.of("text", "second"));

        assertThat(history(Map.of("oldest", first)).path("messages")).hasSize(1);
        assertThat(history(Map.of("oldest", first, "inclusive", true)).path("messages"))
                .hasSize(2);
        assertThat(history(Map.of("oldest", second)).path("messages")).isEmpty();
    }

    @Test
    void leavesOutRepliesAndWhispers() {
        String ts = post(Map.of("text", "firing"));
        post(Map.of("text", "taken", "thread_ts", ts));
        call("chat.postEphemeral", Map.of("channel", CHANNEL, "text", "psst", "user", "U1"));

        assertThat(history(Map.of()).path("messages")).hasSize(1);
    }

    @Test
    void tellsMetadataWholeOnlyWhenAsked() {
        post(Map.of("text", "firing", "metadata", METADATA));

        assertThat(history(Map.of("include_all_metadata", true)).at("/messages/0/metadata/event_payload/dedup_key"))
                .hasToString("\"k1\"");
        assertThat(history(Map.of()).at("/messages/0/metadata")).hasToString("{\"event_type\":\"tocsin_page\"}");
    }

    @Test
    void keepsMetadataThroughAnUpdateThatDoesNotMentionIt() {
        String ts = post(Map.of("text", "firing", "metadata", METADATA));

        call("chat.update", Map.of("channel", CHANNEL, "ts", ts, "text", "resolved"));
        assertThat(fake.messages().get(0).metadata()).contains("k1");
        call("chat.update", Map.of("channel", CHANNEL, "ts", ts, "text", "resolved", "metadata", Map.of()));
        assertThat(fake.messages().get(0).metadata()).isEmpty();
    }

    @Test
    void refusesWhatSlackRefuses() {
        assertThat(error(Map.of("channel", "#llm-ops"))).isEqualTo("channel_not_found");
        assertThat(error(Map.of("oldest", "yesterday"))).isEqualTo("invalid_ts_oldest");
        assertThat(error(Map.of("latest", "-1"))).isEqualTo("invalid_ts_latest");
        assertThat(error(Map.of("limit", 1000))).isEqualTo("invalid_limit");
        assertThat(error(Map.of("cursor", "bm9uZQ=="))).isEqualTo("invalid_cursor");
        assertThat(error(Map.of("cursor", "!"))).isEqualTo("invalid_cursor");
        assertThat(call("chat.postMessage", Map.of("channel", CHANNEL, "text", "x", "metadata", Map.of("a", 1)))
                        .path("error")
                        .asText())
                .isEqualTo("invalid_metadata_format");
    }

    @Test
    void isForMembersWithTheScope() {
        fake.notMemberOf(CHANNEL);
        assertThat(error(Map.of())).isEqualTo("not_in_channel");
        fake.scopes("chat:write");
        assertThat(history(Map.of()))
                .hasToString("{\"ok\":false,\"error\":\"missing_scope\",\"needed\":\"channels:history\","
                        + "\"provided\":\"chat:write\"}");
    }

    private String post(Map<String, Object> arguments) {
        Map<String, Object> all = new HashMap<>(arguments);
        all.put("channel", CHANNEL);
        return call("chat.postMessage", all).path("ts").asText();
    }

    private JsonNode history(Map<String, Object> arguments) {
        Map<String, Object> all = new HashMap<>(Map.of("channel", CHANNEL));
        all.putAll(arguments);
        return call("conversations.history", all);
    }

    private String error(Map<String, Object> arguments) {
        return history(arguments).path("error").asText();
    }

    private JsonNode call(String method, Map<String, Object> arguments) {
        return client.post(fake.apiUrl(), "/" + method, arguments, TOKEN).json();
    }
}
