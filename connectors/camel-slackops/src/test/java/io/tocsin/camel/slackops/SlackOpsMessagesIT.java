// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import static io.tocsin.camel.slackops.SlackOpsConstants.CHANNEL;
import static io.tocsin.camel.slackops.SlackOpsConstants.TEXT;
import static io.tocsin.camel.slackops.SlackOpsConstants.THREAD_TS;
import static io.tocsin.camel.slackops.SlackOpsConstants.TS;
import static io.tocsin.camel.slackops.SlackOpsConstants.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.fakes.SlackMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What reaches Slack, and what comes back, while all is well. */
class SlackOpsMessagesIT {

    private static final List<Map<String, Object>> BLOCKS = List.of(
            Map.of("type", "header", "text", Map.of("type", "plain_text", "text", "Hourly spend 12.4x")),
            Map.of("type", "section", "text", Map.of("type", "mrkdwn", "text", "*support-bot* spent $412")));

    private final Bench bench = new Bench();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void returnsTheTsAndTheChannelIdOfAPost() {
        Exchange sent = bench.post("[FIRING:1] Hourly spend");

        SlackMessage message = bench.slack.messages().get(0);
        assertThat(sent.getException()).isNull();
        assertThat(sent.getMessage().getHeader(TS)).isEqualTo(message.ts());
        assertThat(sent.getMessage().getHeader(CHANNEL)).isEqualTo(message.channel());
        assertThat(sent.getMessage().getBody()).isEqualTo("[FIRING:1] Hourly spend");
        assertThat(message.text()).isEqualTo("[FIRING:1] Hourly spend");
    }

    @Test
    void postsBlocksFromAListAMapOrJsonText() {
        bench.send("slackops:post", BLOCKS, Map.of(TEXT, "fallback"));
        bench.send("slackops:post", Map.of("blocks", BLOCKS, "text", "fallback"), Map.of());
        bench.send("slackops:post", "[{\"type\":\"divider\"}]", Map.of(TEXT, "fallback"));

        assertThat(bench.slack.messages()).hasSize(3).allSatisfy(message -> {
            assertThat(message.text()).isEqualTo("fallback");
            assertThat(message.blocks()).startsWith("[{");
        });
    }

    @Test
    void updatesTheMessageItPostedBefore() {
        Exchange posted = bench.post("firing");

        Exchange updated =
                bench.send("slackops:update", "resolved", posted.getMessage().getHeaders());

        assertThat(updated.getException()).isNull();
        assertThat(bench.slack.messages()).singleElement().satisfies(message -> {
            assertThat(message.text()).isEqualTo("resolved");
            assertThat(message.updates()).isEqualTo(1);
        });
    }

    @Test
    void repliesInTheThreadOfAMessage() {
        Map<String, Object> posted = bench.post("firing").getMessage().getHeaders();
        String ts = String.valueOf(posted.get(TS));

        bench.send("slackops:thread", "acknowledged by maya", posted);
        bench.send("slackops:thread?replyBroadcast=true", "resolved", Map.of(THREAD_TS, ts));

        assertThat(bench.slack.messages())
                .extracting(message -> message.threadTs().orElse(""))
                .containsExactly("", ts, ts);
        assertThat(bench.slack.journal().get(2).body()).contains("\"reply_broadcast\":true");
    }

    @Test
    void showsAnEphemeralMessageToOnePerson() {
        Exchange sent = bench.send("slackops:ephemeral", "You may not do that", Map.of(USER, "U123"));

        assertThat(sent.getMessage().getHeader(TS, String.class)).isNotEmpty();
        assertThat(bench.slack.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.ephemeralTo()).contains("U123"));
    }

    @Test
    void keepsMessagesWithinSlacksLimits() {
        List<Map<String, Object>> tooMany = new ArrayList<>();
        tooMany.add(Map.of("type", "header", "text", Map.of("type", "plain_text", "text", "h".repeat(200))));
        tooMany.add(Map.of("type", "section", "text", Map.of("type", "mrkdwn", "text", "s".repeat(4_000))));
        tooMany.addAll(Collections.nCopies(60, Map.of("type", "divider")));

        Exchange sent = bench.send("slackops:post", tooMany, Map.of());

        assertThat(sent.getException()).isNull();
        assertThat(bench.slack.messages().get(0).blocks()).contains("13 more blocks were left out");
    }
}
