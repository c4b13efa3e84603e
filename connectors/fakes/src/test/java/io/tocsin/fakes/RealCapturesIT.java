// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fakes accept what a real client sends, and understand it as the vendors do. */
class RealCapturesIT {

    private final ManualClock clock = ManualClock.at("2026-11-24T03:00:00Z");
    private final FakeVendors vendors = FakeVendors.start(clock);

    @AfterEach
    void stop() {
        vendors.close();
    }

    @Test
    void pagerDutyOpensAndResolvesAlertmanagersIncident() {
        Captures trigger = Captures.named("pagerduty-trigger");

        Client.Reply opened = trigger.sendTo(vendors.pagerDuty().url());
        Client.Reply resolved =
                Captures.named("pagerduty-resolve").sendTo(vendors.pagerDuty().url());

        assertThat(opened.status()).isEqualTo(202);
        assertThat(opened.json().path("dedup_key")).isEqualTo(trigger.body().path("dedup_key"));
        assertThat(resolved.status()).isEqualTo(202);
        assertThat(vendors.pagerDuty().incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.isOpen()).isFalse();
            assertThat(incident.severity()).isEqualTo("error");
        });
    }

    @Test
    void opsgenieOpensAlertmanagersAlertInBothFlavours() {
        Captures create = Captures.named("opsgenie-create");

        assertThat(create.sendTo(vendors.opsgenie().url()).status()).isEqualTo(202);
        assertThat(create.sendTo(vendors.opsgenie().jsmUrl()).status()).isEqualTo(202);
        clock.advance(Duration.ofSeconds(1));

        assertThat(vendors.opsgenie().alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.count()).isEqualTo(2);
            assertThat(alert.priority()).isEqualTo("P2");
        });
    }

    @Test
    void opsgenieAcceptsTheCloseOfAnAliasItDoesNotKnow() {
        Client.Reply accepted =
                Captures.named("opsgenie-close").sendTo(vendors.opsgenie().url());

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(vendors.opsgenie().alerts()).isEmpty();
    }

    @Test
    void slackPostsAlertmanagersWebhook() {
        Client.Reply posted =
                Captures.named("slack-incoming-webhook").sendTo(vendors.slack().url());

        assertThat(posted.body()).isEqualTo("ok");
        assertThat(vendors.slack().messages())
                .singleElement()
                .satisfies(message -> assertThat(message.text()).startsWith("[FIRING:2] ClaudeHourlySpendSpike"));
    }
}
