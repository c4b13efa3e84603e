// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.camel.opsgenie.OpsgenieFlavour;
import io.tocsin.fakes.Fault;
import io.tocsin.fakes.OpsgenieAlert;
import io.tocsin.fakes.OpsgenieFake;
import io.tocsin.model.response.Delivery;
import io.tocsin.model.response.Page.Action;
import io.tocsin.receivers.Harness;
import io.tocsin.receivers.Samples;
import io.tocsin.receivers.Secret;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpsgenieReceiverIT {
    private static final String KEY = "genie-key-of-the-test";

    private final OpsgenieFake vendor = OpsgenieFake.start().processingDelay(Duration.ZERO);

    @AfterEach
    void close() {
        vendor.close();
    }

    @ParameterizedTest
    @EnumSource(OpsgenieFlavour.class)
    void opensTakesAndClosesOneAlert(OpsgenieFlavour flavour) {
        try (Harness receiver = receiver(flavour)) {
            for (Action action : new Action[] {Action.TRIGGER, Action.UPDATE, Action.ACKNOWLEDGE, Action.RESOLVE}) {
                assertThat(receiver.deliver(action)).isInstanceOf(Delivery.Accepted.class);
            }
        }
        assertThat(vendor.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.alias()).isEqualTo(Samples.ID);
            assertThat(alert.priority()).isEqualTo("P1");
            assertThat(alert.open()).isFalse();
            assertThat(alert.acknowledged()).isTrue();
            assertThat(alert.notes()).anyMatch(note -> note.contains("being verified"));
        });
    }

    @Test
    void makesOneAlertOfAPageSentTwice() {
        try (Harness receiver = receiver(OpsgenieFlavour.OPSGENIE)) {
            receiver.deliver(Action.TRIGGER);
            receiver.deliver(Action.TRIGGER);
        }
        assertThat(vendor.alerts())
                .singleElement()
                .extracting(OpsgenieAlert::count)
                .isEqualTo(2);
    }

    @Test
    void tellsAllFiveLines() {
        try (Harness receiver = receiver(OpsgenieFlavour.OPSGENIE)) {
            receiver.deliver(Action.TRIGGER);
        }
        assertThat(vendor.journal().get(0).body())
                .contains("$412/h vs $38/h normal", "$206 lost so far", "Changed 02:58", "→ approve: http", "a1b2c3");
    }

    @Test
    void writesNoTags() {
        try (Harness receiver = receiver(OpsgenieFlavour.OPSGENIE)) {
            receiver.deliver(Samples.hostile("<script>x</script>\u202e<a href=//evil>"));
        }
        assertThat(vendor.journal().get(0).body()).doesNotContain("<").doesNotContain("\u202e");
    }

    @Test
    void answersWhatWentWrong() {
        vendor.faults()
                .next(Fault.tooManyRequests(Duration.ofSeconds(5)), Fault.html(), Fault.reset(), Fault.serverError());
        try (Harness receiver = receiver(OpsgenieFlavour.OPSGENIE)) {
            assertThat(receiver.deliver(Action.TRIGGER))
                    .isInstanceOfSatisfying(
                            Delivery.Unreachable.class,
                            later -> assertThat(later.retryAfter()).contains(Duration.ofSeconds(5)));
            for (int i = 0; i < 3; i++) {
                assertThat(receiver.deliver(Action.TRIGGER)).isInstanceOf(Delivery.Unreachable.class);
            }
            vendor.acceptingOnly("another");
            assertThat(receiver.deliver(Action.TRIGGER))
                    .isInstanceOfSatisfying(
                            Delivery.Refused.class,
                            refused -> assertThat(refused.reason()).doesNotContain(KEY));
        }
    }

    private Harness receiver(OpsgenieFlavour flavour) {
        URI base = flavour == OpsgenieFlavour.JSM ? vendor.jsmUrl() : vendor.url();
        return new Harness(new OpsgenieSettings("genie", flavour, Secret.of(KEY), base, Samples.TIMEOUT));
    }
}
