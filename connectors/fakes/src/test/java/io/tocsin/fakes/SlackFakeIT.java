// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlackFakeIT {

    private static final Map<String, String> TOKEN = Map.of("Authorization", "Bearer xoxb-1");

    private final ManualClock clock = ManualClock.at("2026-11-24T03:00:00Z");
    private final SlackFake fake = SlackFake.start(0, clock);
    private final Client client = new Client();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void tellsWhoTheTokenBelongsTo() {
        assertThat(call("auth.test", Map.of()).path("team_id").asText()).startsWith("T");
    }

    @Test
    void admitsOneMessageASecondPerChannel() {
        assertThat(call("chat.postMessage", Map.of("channel", "#a", "text", "1"))
                        .path("ok")
                        .asBoolean())
                .isTrue();
        Client.Reply refused =
                client.post(fake.apiUrl(), "/chat.postMessage", Map.of("channel", "#a", "text", "2"), TOKEN);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).contains("1");
        assertThat(call("chat.postMessage", Map.of("channel", "#b", "text", "3"))
                        .path("ok")
                        .asBoolean())
                .isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(call("chat.postMessage", Map.of("channel", "#a", "text", "4"))
                        .path("ok")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void updatesAndThreadsOnlyMessagesItKnows() {
        fake.withoutRateLimits();
        JsonNode posted = call("chat.postMessage", Map.of("channel", "#a", "text", "firing"));
        String channel = posted.path("channel").asText();
        String ts = posted.path("ts").asText();

        assertThat(error("chat.update", Map.of("channel", channel, "ts", "1.2", "text", "x")))
                .isEqualTo("message_not_found");
        assertThat(error("chat.update", Map.of("channel", "#a", "ts", ts, "text", "x")))
                .isEqualTo("channel_not_found");
        assertThat(error("chat.update", Map.of("channel", channel, "ts", ts, "text", "x")))
                .isEmpty();
        assertThat(error("chat.postMessage", Map.of("channel", channel, "thread_ts", "0", "text", "x")))
                .isEqualTo("invalid_thread_ts");
        assertThat(error("chat.postMessage", Map.of("channel", "#b", "thread_ts", ts, "text", "x")))
                .isEqualTo("thread_not_found");
        assertThat(error("chat.postMessage", Map.of("channel", channel, "thread_ts", ts, "text", "x")))
                .isEmpty();
        assertThat(fake.outbox()).extracting(Sent::action).containsExactly("post", "update", "thread");
    }

    @Test
    void numbersMessagesUpwards() {
        fake.withoutRateLimits();
        call("chat.postMessage", Map.of("channel", "#a", "text", "1"));
        call("chat.postMessage", Map.of("channel", "#a", "text", "2"));

        assertThat(fake.messages()).extracting(SlackMessage::ts).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void refusesBlocksOverTheLimitsWithPointers() {
        fake.withoutRateLimits();
        Map<String, Object> section =
                Map.of("type", "section", "text", Map.of("type", "mrkdwn", "text", "s".repeat(3_001)));

        assertThat(call("chat.postMessage", Map.of("channel", "#a", "blocks", List.of(section)))
                        .at("/response_metadata/messages/0")
                        .asText())
                .isEqualTo("[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]");
        assertThat(error(
                        "chat.postMessage",
                        Map.of("channel", "#a", "blocks", Collections.nCopies(51, Map.of("type", "divider")))))
                .isEqualTo("invalid_blocks");
        assertThat(error(
                        "chat.postMessage",
                        Map.of("channel", "#a", "blocks", Collections.nCopies(5, sectionOf(2_900)))))
                .isEqualTo("msg_blocks_too_long");
    }

    @Test
    void refusesTokensAndMethodsItDoesNotKnow() {
        assertThat(client.post(fake.apiUrl(), "/auth.test", Map.of())
                        .json()
                        .path("error")
                        .asText())
                .isEqualTo("not_authed");
        fake.acceptingOnly("xoxb-2");
        assertThat(error("auth.test", Map.of())).isEqualTo("invalid_auth");
        fake.acceptingOnly("xoxb-1");
        assertThat(error("chat.delete", Map.of())).isEqualTo("unknown_method");
    }

    @Test
    void readsFormsAsSlacksOwnSdkSendsThem() {
        String form = "token=xoxb-1&channel=%23a&text=hello&blocks=%5B%7B%22type%22%3A%22divider%22%7D%5D";

        client.post(
                fake.apiUrl(), "/chat.postMessage", form, Map.of("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(fake.messages()).singleElement().satisfies(message -> {
            assertThat(message.text()).isEqualTo("hello");
            assertThat(message.blocks()).isEqualTo("[{\"type\":\"divider\"}]");
        });
    }

    @Test
    void answersWebhooksInPlainText() {
        assertThat(client.post(fake.webhookUrl(), "", Map.of("text", "hello")).body())
                .isEqualTo("ok");
        assertThat(client.post(fake.url(), "/services/T0/B0/none", Map.of("text", "x"))
                        .body())
                .isEqualTo("no_service");
    }

    private static Map<String, Object> sectionOf(int length) {
        return Map.of("type", "section", "text", Map.of("type", "mrkdwn", "text", "s".repeat(length)));
    }

    private JsonNode call(String method, Map<String, Object> arguments) {
        return client.post(fake.apiUrl(), "/" + method, arguments, TOKEN).json();
    }

    private String error(String method, Map<String, Object> arguments) {
        return call(method, arguments).path("error").asText();
    }
}
