// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.standardwebhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.Change;
import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.sources.Sender;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardWebhooksDoorTest {
    private static final Sender HOOKS = new Sender("standard-webhooks");

    @Test
    void isKnownByTheIdOfTheDeliveryAndDatedByTheEnvelope() {
        Change change = (Change) Sender.signals(HOOKS.read(
                        "application/json",
                        Map.of("webhook-id", "msg_1", "webhook-timestamp", "1795450000"),
                        Sender.sample("standard-webhook.json").getBytes(UTF_8)))
                .get(0);
        assertThat(change.id()).isEqualTo("msg_1");
        assertThat(change.at()).isEqualTo("2026-11-23T16:22:00Z");
        assertThat(change.subject()).isEqualTo("search-router");
        assertThat(change.origin().source()).isEqualTo("standard-webhooks");
    }

    @Test
    void leavesWhatTheEventTellsItself() {
        ExternalAlert alert = (ExternalAlert) HOOKS.signal("{'type':'alert','timestamp':'2026-11-23T16:00:00Z','data':"
                + "{'id':'own','at':'2026-11-23T15:00:00Z','name':'n','state':'firing','value':3.5}}");
        assertThat(alert.id()).isEqualTo("own");
        assertThat(alert.at()).isEqualTo("2026-11-23T15:00:00Z");
        assertThat(alert.value()).isEqualTo(3.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'invoice.paid','data':{}} | type",
                "{'type':'alert'} | data",
                "{'type':'alert','data':[]} | data",
                "{'type':'alert','data':{'name':'n','state':'odd'}} | state",
                "{'type':'change','data':{'kind':'deploy'}} | subject",
                "nothing | ''"
            })
    void keepsWhatItDoesNotUnderstandWithTheFieldThatIsWrong(String body, String field) {
        assertThat(HOOKS.deadLetter(body).field()).contains(field);
    }
}
