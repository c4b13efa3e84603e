// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.fakes.Fault;
import io.tocsin.fakes.PagerDutyFake;
import io.tocsin.fakes.PagerDutyIncident;
import io.tocsin.fakes.Sent;
import io.tocsin.model.response.Delivery;
import io.tocsin.model.response.Page.Action;
import io.tocsin.receivers.Harness;
import io.tocsin.receivers.Samples;
import io.tocsin.receivers.Secret;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagerDutyReceiverIT {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final PagerDutyFake vendor = PagerDutyFake.start();
    private final Harness receiver =
            new Harness(new PagerDutySettings("oncall", Secret.of(KEY), vendor.url(), Duration.ofMillis(800)));

    @AfterEach
    void close() {
        receiver.close();
        vendor.close();
    }

    @Test
    void opensTakesAndClosesOneIncident() {
        assertThat(receiver.deliver(Action.TRIGGER)).isEqualTo(new Delivery.Accepted(Samples.ID));
        assertThat(receiver.deliver(Action.ACKNOWLEDGE)).isInstanceOf(Delivery.Accepted.class);
        assertThat(receiver.deliver(Action.UPDATE)).isInstanceOf(Delivery.Accepted.class);
        assertThat(receiver.deliver(Action.RESOLVE)).isInstanceOf(Delivery.Accepted.class);

        assertThat(vendor.outbox())
                .extracting(Sent::action)
                .containsExactly("trigger", "acknowledge", "trigger", "change", "resolve");
        assertThat(vendor.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.state()).isEqualTo(PagerDutyIncident.State.RESOLVED);
            assertThat(incident.summary()).isEqualTo("CRIT  Spend 10.8x normal: team=search");
            assertThat(incident.severity()).isEqualTo("critical");
            assertThat(incident.dedupKey()).isEqualTo(Samples.ID);
        });
    }

    @Test
    void makesOneIncidentOfAPageSentTwice() {
        receiver.deliver(Action.TRIGGER);
        receiver.deliver(Action.TRIGGER);
        assertThat(vendor.incidents())
                .singleElement()
                .extracting(PagerDutyIncident::triggers)
                .isEqualTo(2);
    }

    @Test
    void tellsAllFiveLinesAndTheLinks() {
        receiver.deliver(Action.TRIGGER);
        String body = vendor.journal().get(0).body();
        assertThat(vendor.incidents().get(0).customDetails())
                .contains("line 1", "line 2", "line 3", "line 4", "line 5", "$412/h vs $38/h normal", "approve: http");
        assertThat(body).contains("\"links\":[{").contains("\"text\":\"Approve\"");
    }

    @Test
    void recordsWhatTheRunbookDidAsOneChange() {
        receiver.deliver(Action.UPDATE);
        receiver.deliver(Action.UPDATE);
        assertThat(vendor.changes())
                .singleElement()
                .satisfies(
                        change -> assertThat(change.summary())
                                .isEqualTo(
                                        "Runbook tier-downgrade on team=search, approved by anna: llm.tier.search = economy for 60 min"));
    }

    @Test
    void deliversThePageEvenWhenTheChangeIsLost() {
        vendor.faults().on(2, Fault.serverError());
        assertThat(receiver.deliver(Action.UPDATE)).isInstanceOf(Delivery.Accepted.class);
        assertThat(vendor.changes()).isEmpty();
    }

    @Test
    void isToldToComeBackLater() {
        vendor.faults()
                .next(Fault.tooManyRequests(Duration.ofSeconds(7)), Fault.tooManyRequests(), Fault.unavailable());
        assertThat(receiver.deliver(Action.TRIGGER))
                .isInstanceOfSatisfying(
                        Delivery.Unreachable.class,
                        later -> assertThat(later.retryAfter()).contains(Duration.ofSeconds(7)));
        assertThat(receiver.deliver(Action.TRIGGER))
                .isInstanceOfSatisfying(
                        Delivery.Unreachable.class,
                        later -> assertThat(later.retryAfter()).isEqualTo(Optional.empty()));
        assertThat(receiver.deliver(Action.TRIGGER)).isInstanceOf(Delivery.Unreachable.class);
        assertThat(receiver.deliver(Action.TRIGGER)).isInstanceOf(Delivery.Accepted.class);
    }

    @Test
    void triesAgainAfterAnAnswerThatIsNotTheVendors() {
        vendor.faults().next(Fault.html(), Fault.reset(), Fault.truncated(), Fault.slow(Duration.ofSeconds(3)));
        for (int i = 0; i < 4; i++) {
            assertThat(receiver.deliver(Action.TRIGGER)).isInstanceOf(Delivery.Unreachable.class);
        }
        assertThat(receiver.deliver(Action.TRIGGER)).isInstanceOf(Delivery.Accepted.class);
        assertThat(vendor.incidents()).hasSize(1);
    }

    @Test
    void givesUpOnAKeyThatIsNotAcceptedWithoutTellingIt() {
        vendor.acceptingOnly("ffffffffffffffffffffffffffffffff");
        assertThat(receiver.deliver(Action.TRIGGER))
                .isInstanceOfSatisfying(
                        Delivery.Refused.class,
                        refused -> assertThat(refused.reason()).contains("400").doesNotContain(KEY));
    }

    @Test
    void isUnreachableWhenNobodyListens() {
        vendor.close();
        assertThat(receiver.deliver(Action.TRIGGER)).isInstanceOf(Delivery.Unreachable.class);
    }
}
