// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.honeycomb;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.sources.Sender;
import io.tocsin.sources.ToolAlerts;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoneycombDoorTest {
    private static final Sender HONEYCOMB = new Sender("honeycomb");
    private static final ToolAlerts ALERTS = new ToolAlerts(HONEYCOMB);

    @Test
    void readsATriggerTriggeredAndOk() {
        ExternalAlert triggered = ALERTS.ofSample("honeycomb-triggered.json");
        ExternalAlert ok = ALERTS.ofSample("honeycomb-ok.json");
        assertThat(triggered.firing()).isTrue();
        assertThat(triggered.value()).isEqualTo(9.6);
        assertThat(triggered.threshold()).isEqualTo(8);
        assertThat(triggered.labels()).containsEntry("gateway", "eu-1");
        assertThat(triggered.link()).endsWith("/result/r1");
        assertThat(ok.firing()).isFalse();
        assertThat(ok.value()).isNaN();
        assertThat(ok.link()).endsWith("/triggers/tR1ggErGw");
        assertThat(ok.fingerprint()).isEqualTo(triggered.fingerprint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'Group':{'a':'b'},'Result':5", "'group':{'a':'b'},'result':5", "'Group':{'a':'b'},'result':'5'"
            })
    void readsResultGroupsWhoseKeysAreInEitherCase(String group) {
        ExternalAlert alert = ALERTS.of("{'id':'t','status':'TRIGGERED','result_groups_triggered':[{" + group + "}]}");
        assertThat(alert.value()).isEqualTo(5);
        assertThat(alert.labels()).containsEntry("a", "b");
    }

    @Test
    void isKnownByItsDeliveryWhichIsTheSameAcrossRetries() {
        String body = Sender.sample("honeycomb-triggered.json");
        assertThat(ALERTS.with(Map.of("x-honeycomb-webhook-delivery-id", "d1"), body)
                        .id())
                .isEqualTo("d1");
    }

    @Test
    void dropsTheSharedSecretOfOldBodies() {
        assertThat(ALERTS.of("{'id':'t','status':'OK','shared_secret':'s3cret'}")
                        .toString())
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'id':'t'}", "{'id':'t','status':'ODD'}", "{'status':'OK'}", "[[]]"})
    void keepsWhatItDoesNotUnderstand(String body) {
        assertThat(HONEYCOMB.deadLetter(body).detail()).isNotBlank();
    }
}
