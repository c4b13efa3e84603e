// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.slackwebhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.fakes.Fault;
import io.tocsin.fakes.SlackFake;
import io.tocsin.fakes.SlackMessage;
import io.tocsin.model.response.Delivery;
import io.tocsin.model.response.Page.Action;
import io.tocsin.receivers.Harness;
import io.tocsin.receivers.Samples;
import io.tocsin.receivers.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlackWebhookReceiverIT {
    private final SlackFake vendor = SlackFake.start().withoutRateLimits();

    @AfterEach
    void close() {
        vendor.close();
    }

    @Test
    void postsTheTitleAndTheFiveLines() {
        try (Harness receiver = receiver(vendor.webhookUrl().toString())) {
            assertThat(receiver.deliver(Action.TRIGGER)).isEqualTo(new Delivery.Accepted(""));
            assertThat(receiver.deliver(Action.RESOLVE)).isEqualTo(new Delivery.Accepted(""));
        }
        assertThat(vendor.messages())
                .extracting(SlackMessage::text)
                .satisfiesExactly(
                        text -> assertThat(text.lines())
                                .hasSize(6)
                                .startsWith("*CRIT  Spend 10.8x normal: team=search*")
                                .anyMatch(line -> line.contains("-&gt; approve: http")),
                        text -> assertThat(text).startsWith("*OK  Spend 10.8x normal"));
    }

    @Test
    void namesNoChannel() {
        try (Harness receiver = receiver(vendor.webhookUrl().toString())) {
            receiver.deliver(Action.TRIGGER);
        }
        assertThat(vendor.journal())
                .singleElement()
                .satisfies(request ->
                        assertThat(request.body()).contains("\"text\":").doesNotContain("channel"));
    }

    @Test
    void isRefusedWhenTheWebhookIsGoneWithoutTellingItsAddress() {
        try (Harness receiver = receiver(vendor.url() + "/services/T000/B000/GONE")) {
            assertThat(receiver.deliver(Action.TRIGGER))
                    .isEqualTo(new Delivery.Refused("Slack answered 404, no_service"));
        }
    }

    @Test
    void isToldToComeBackLater() {
        vendor.faults().next(Fault.tooManyRequests(), Fault.serverError());
        try (Harness receiver = receiver(vendor.webhookUrl().toString())) {
            for (int i = 0; i < 2; i++) {
                assertThat(receiver.deliver(Action.TRIGGER)).isInstanceOf(Delivery.Unreachable.class);
            }
        }
    }

    @Test
    void isUnreachableWhenNobodyListens() {
        String url = vendor.webhookUrl().toString();
        vendor.close();
        try (Harness receiver = receiver(url)) {
            assertThat(receiver.deliver(Action.TRIGGER)).isInstanceOf(Delivery.Unreachable.class);
        }
    }

    @Test
    void callsNobodyForAName() {
        try (Harness receiver = receiver(vendor.webhookUrl().toString())) {
            receiver.deliver(Samples.hostile("<!here> & co"));
        }
        assertThat(vendor.messages().get(0).text()).isEqualTo("*&lt;!here&gt; &amp; co*\n&lt;!here&gt; &amp; co");
    }

    private static Harness receiver(String url) {
        return new Harness(new SlackWebhookSettings("hook", Secret.of(url)));
    }
}
