// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FakeVendorsIT {

    private final ManualClock clock = ManualClock.at("2026-11-24T03:00:00Z");
    private final Client client = new Client();

    @Test
    void listsWhatEveryVendorAcceptedByTime() {
        try (FakeVendors vendors = FakeVendors.start(clock).withoutRateLimits()) {
            client.post(vendors.slack().webhookUrl(), "", Map.of("text", "first"));
            clock.advance(Duration.ofSeconds(1));
            client.post(
                    vendors.opsgenie().jsmUrl(),
                    "/v2/alerts",
                    Map.of("message", "second", "alias", "a"),
                    Map.of("Authorization", "GenieKey k"));
            clock.advance(Duration.ofSeconds(1));
            client.post(
                    vendors.pagerDuty().url(),
                    "/v2/change/enqueue",
                    Map.of("routing_key", "0".repeat(32), "payload", Map.of("summary", "third")));

            assertThat(vendors.outbox()).extracting(Sent::title).containsExactly("first", "second", "third");
            assertThat(vendors.outbox()).extracting(Sent::receiver).containsExactly("slack", "jsm", "pagerduty");
            assertThat(vendors.outbox()).extracting(Sent::action).containsExactly("webhook", "create", "change");
        }
    }

    @Test
    void saysWhichPortWasTaken() {
        try (PagerDutyFake taken = PagerDutyFake.start()) {
            int port = taken.url().getPort();

            assertThatThrownBy(() -> FakeVendors.start(port, clock))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("127.0.0.1:" + port);
        }
    }

    @Test
    void failsTheRequestsItWasToldToFail() {
        try (SlackFake slack = SlackFake.start(0, clock).withoutRateLimits()) {
            slack.faults()
                    .on(2, Fault.serverError())
                    .on(3, Fault.tooManyRequests(Duration.ofSeconds(30)))
                    .on(4, Fault.reset());

            assertThat(post(slack).status()).isEqualTo(200);
            assertThat(post(slack).status()).isEqualTo(500);
            assertThat(post(slack).retryAfter()).contains("30");
            assertThatThrownBy(() -> post(slack)).isInstanceOf(UncheckedIOException.class);
            slack.faults().always(Fault.html());
            assertThat(post(slack).body()).startsWith("<!doctype html>");
            slack.faults().clear();
            assertThat(post(slack).body()).isEqualTo("ok");
            assertThat(slack.journal()).extracting(Recorded::status).containsExactly(200, 500, 429, 0, 200, 200);
            assertThat(slack.messages()).hasSize(2);
        }
    }

    @Test
    void appliesWhatItAnswersOnlyInPart() {
        try (SlackFake slack = SlackFake.start(0, clock)) {
            slack.faults().next(Fault.truncated());

            assertThatThrownBy(() -> post(slack)).isInstanceOf(UncheckedIOException.class);
            assertThat(slack.messages()).hasSize(1);
        }
    }

    private Client.Reply post(SlackFake slack) {
        return client.post(slack.webhookUrl(), "", Map.of("text", "hello"));
    }
}
