// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import static io.tocsin.camel.slackops.SlackOpsConstants.CHANNEL;
import static io.tocsin.camel.slackops.SlackOpsConstants.OLDEST;
import static io.tocsin.camel.slackops.SlackOpsConstants.TS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.camel.vendor.AuthFailedException;
import io.tocsin.camel.vendor.PermanentException;
import io.tocsin.camel.vendor.RetryableException;
import io.tocsin.fakes.Fault;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a route finds of the messages that were posted with metadata. */
class SlackOpsFindIT {

    private static final String ID = "C0A1B2C3D4";

    private final Bench bench = new Bench();

    @BeforeEach
    void useTheChannelsId() {
        bench.options.setChannel(ID);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void findsTheMessageWithThisMetadata() {
        post("order-1");
        String ts = post("order-2").getMessage().getHeader(TS, String.class);
        post("order-3");

        Exchange found = find("order-2", Map.of());

        assertThat(found.getException()).isNull();
        assertThat(found.getMessage().getHeader(TS)).isEqualTo(ts);
        assertThat(found.getMessage().getHeader(CHANNEL)).isEqualTo(ID);
        assertThat(bench.send("slackops:find", "order_placed", Map.of())
                        .getMessage()
                        .getHeader(TS))
                .as("the event type alone finds the newest")
                .isEqualTo(bench.slack.messages().get(2).ts());
    }

    @Test
    void hasNoTsWhenThereIsNone() {
        bench.post("without metadata");
        post("order-1");

        assertThat(find("order-2", Map.of(TS, "1732417200.000001")).getMessage().getHeaders())
                .doesNotContainKey(TS);
        assertThat(bench.send("slackops:find", "order_lost", Map.of())
                        .getMessage()
                        .getHeaders())
                .doesNotContainKey(TS);
    }

    @Test
    void doesNotLookBeforeTheOldest() {
        post("order-1");
        bench.clock.advance(Duration.ofMinutes(10));
        String oldest = Long.toString(bench.clock.instant().getEpochSecond());

        assertThat(find("order-1", Map.of(OLDEST, oldest)).getMessage().getHeaders())
                .doesNotContainKey(TS);
        post("order-1");
        assertThat(find("order-1", Map.of(OLDEST, oldest)).getMessage().getHeaders())
                .containsKey(TS);
    }

    @Test
    void looksThroughThreeHundredMessagesAndNoFurther() {
        post("order-1");
        for (int noise = 0; noise < 299; noise++) {
            assertThat(bench.post("noise").isFailed()).isFalse();
        }
        assertThat(find("order-1", Map.of()).getMessage().getHeaders()).containsKey(TS);
        bench.post("noise");
        assertThat(find("order-1", Map.of()).getMessage().getHeaders()).doesNotContainKey(TS);
        assertThat(bench.slack.journal().stream().filter(call -> call.path().endsWith("conversations.history")))
                .hasSize(6);
    }

    @Test
    void tellsRefusalsApart() {
        bench.slack.faults().next(Fault.tooManyRequests(Duration.ofSeconds(7)));
        assertThat(find("order-1", Map.of())
                        .getException(RetryableException.class)
                        .retryAfter())
                .contains(Duration.ofSeconds(7));
        assertThat(find("order-1", Map.of(CHANNEL, "#llm-ops"))
                        .getException(PermanentException.class)
                        .code())
                .isEqualTo("channel_not_found");
        bench.slack.scopes("chat:write");
        assertThat(find("order-1", Map.of())
                        .getException(AuthFailedException.class)
                        .code())
                .isEqualTo("missing_scope");
        assertThat(bench.send("slackops:find", Map.of(), Map.of()).getException())
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("event_type is missing");
    }

    private Exchange post(String order) {
        return bench.send("slackops:post", Map.of("text", order, "metadata", metadata(order)), Map.of());
    }

    private Exchange find(String order, Map<String, Object> headers) {
        return bench.send("slackops:find", metadata(order), headers);
    }

    private static Map<String, Object> metadata(String order) {
        return Map.of("event_type", "order_placed", "event_payload", Map.of("id", order));
    }
}
