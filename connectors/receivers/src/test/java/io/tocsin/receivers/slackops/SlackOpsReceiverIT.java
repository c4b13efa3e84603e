// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.slackops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.fakes.Fault;
import io.tocsin.fakes.SlackFake;
import io.tocsin.fakes.SlackMessage;
import io.tocsin.model.response.Delivery;
import io.tocsin.model.response.Page.Action;
import io.tocsin.receivers.Harness;
import io.tocsin.receivers.Samples;
import io.tocsin.receivers.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackOpsReceiverIT {
    private static final String TOKEN = "xoxb-token-of-the-test";

    private final SlackFake vendor = SlackFake.start().withoutRateLimits();
    private final Harness receiver = new Harness(
            new SlackOpsSettings("chat", Secret.of(TOKEN), "#llm-ops", vendor.apiUrl(), Duration.ofMillis(800)));

    @AfterEach
    void close() {
        receiver.close();
        vendor.close();
    }

    @Test
    void keepsOneMessageUpToDateAndItsHistoryInTheThread() {
        for (Action action : new Action[] {Action.TRIGGER, Action.UPDATE, Action.ACKNOWLEDGE, Action.RESOLVE}) {
            assertThat(receiver.deliver(action)).isInstanceOf(Delivery.Accepted.class);
        }
        SlackMessage main = roots().get(0);
        assertThat(roots()).hasSize(1);
        assertThat(main.updates()).isEqualTo(3);
        assertThat(main.text()).isEqualTo("OK  Spend 10.8x normal: team=search");
        assertThat(replies())
                .hasSize(3)
                .allMatch(reply -> reply.threadTs().equals(Optional.of(main.ts())))
                .extracting(SlackMessage::text)
                .satisfiesExactly(
                        text -> assertThat(text).contains("being verified"),
                        text -> assertThat(text).contains("Taken by anna"),
                        text -> assertThat(text).contains("Over after 38 min"));
    }

    @Test
    void makesOneMessageOfAPageSentTwice() {
        receiver.deliver(Action.TRIGGER);
        receiver.deliver(Action.TRIGGER);
        assertThat(roots()).hasSize(1);
        assertThat(replies()).hasSize(1);
    }

    @Test
    void showsTheLinesAsTextAndTheLinksAsButtons() {
        receiver.deliver(Action.TRIGGER);
        assertThat(roots().get(0).blocks())
                .contains("$412/h vs $38/h normal", "$206 lost so far", "Changed 02:58", "a1b2c3")
                .contains("-&gt; approve: <http://127.0.0.1:7420/runs/" + Samples.ID + ".tier-downgrade.1|Approve>")
                .contains("\"action_id\":\"tocsin-ack\"", "\"action_id\":\"tocsin-approve\"")
                .doesNotContain("Ack http");
    }

    @Test
    void callsNobodyAndLinksNowhereForAName() {
        receiver.deliver(Samples.hostile("<!channel> <https://evil.example|ok> <@U1> &amp; \u202etxt"));
        SlackMessage message = roots().get(0);
        assertThat(message.text())
                .isEqualTo("&lt;!channel&gt; &lt;https://evil.example|ok&gt; &lt;@U1&gt; &amp;amp; txt");
        assertThat(message.blocks()).contains("&lt;!channel&gt;").doesNotContain("<", "\u202e");
    }

    @Test
    void postsAnewWhenTheMessageIsGone() {
        // Given
        receiver.deliver(Action.TRIGGER);
        // When
        try (SlackFake empty = SlackFake.start().withoutRateLimits();
                Harness other = new Harness(
                        new SlackOpsSettings("chat", Secret.of(TOKEN), "#llm-ops", empty.apiUrl(), Samples.TIMEOUT))) {
            other.remember(roots().get(0).channel() + ":" + roots().get(0).ts());
            Delivery delivery = other.deliver(Action.RESOLVE);
            // Then
            assertThat(delivery).isInstanceOf(Delivery.Accepted.class);
            assertThat(empty.messages())
                    .singleElement()
                    .extracting(SlackMessage::text)
                    .asString()
                    .startsWith("OK ");
        }
    }

    @Test
    void isRefusedWhenSlackSaysOkFalse() {
        vendor.channels("#other");
        assertThat(receiver.deliver(Action.TRIGGER))
                .isInstanceOfSatisfying(
                        Delivery.Refused.class,
                        refused -> assertThat(refused.reason()).contains("channel_not_found"));
        vendor.acceptingOnly("xoxb-other");
        assertThat(receiver.deliver(Action.TRIGGER))
                .isInstanceOfSatisfying(
                        Delivery.Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains("invalid_auth")
                                .doesNotContain(TOKEN));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void isToldToComeBackLater(int request) {
        vendor.faults().on(request, Fault.tooManyRequests(Duration.ofSeconds(7)));
        Delivery posted = receiver.deliver(Action.TRIGGER);
        Delivery delivery = request == 1 ? posted : receiver.deliver(Action.UPDATE);
        assertThat(delivery)
                .isInstanceOfSatisfying(
                        Delivery.Unreachable.class,
                        later -> assertThat(later.retryAfter()).contains(Duration.ofSeconds(7)));
        assertThat(receiver.deliver(Action.UPDATE)).isInstanceOf(Delivery.Accepted.class);
        assertThat(roots()).hasSize(1);
    }

    static Stream<Fault> answersThatAreNotSlacks() {
        return Stream.of(Fault.html(), Fault.reset(), Fault.serverError(), Fault.slow(Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @MethodSource("answersThatAreNotSlacks")
    void triesAgainAfterAnAnswerThatIsNotSlacks(Fault fault) {
        vendor.faults().next(fault);
        assertThat(receiver.deliver(Action.TRIGGER)).isInstanceOf(Delivery.Unreachable.class);
        assertThat(receiver.deliver(Action.TRIGGER)).isInstanceOf(Delivery.Accepted.class);
    }

    private List<SlackMessage> roots() {
        return vendor.messages().stream().filter(m -> m.threadTs().isEmpty()).toList();
    }

    private List<SlackMessage> replies() {
        return vendor.messages().stream().filter(m -> m.threadTs().isPresent()).toList();
    }
}
