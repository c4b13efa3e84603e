// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.sources.Sender;
import io.tocsin.sources.ToolAlerts;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatadogDoorTest {
    private static final Sender DATADOG = new Sender("datadog");
    private static final ToolAlerts ALERTS = new ToolAlerts(DATADOG);
    private static final String BUILT_IN = "{'body':'text','title':'%s','id':'1','date':'1795451400000',"
            + "'last_updated':'1795451400000','event_type':'metric_alert_monitor','org':{'id':'1','name':'n'}}";

    @Test
    void readsTheRecommendedPayloadTriggeredAndRecovered() {
        ExternalAlert triggered = ALERTS.ofSample("datadog-triggered.json");
        ExternalAlert recovered = ALERTS.ofSample("datadog-recovered.json");
        assertThat(triggered.firing()).isTrue();
        assertThat(triggered.name()).isEqualTo("Gateway p95 is slow on gateway:eu-1");
        assertThat(triggered.severity()).isEqualTo("p2");
        assertThat(triggered.threshold()).isEqualTo(8);
        assertThat(triggered.who().team()).isEqualTo("platform");
        assertThat(triggered.startsAt()).isEqualTo("2026-11-23T16:30:30Z");
        assertThat(triggered.labels()).containsEntry("gateway", "eu-1").containsEntry("metric", "gateway.latency.p95");
        assertThat(recovered.firing()).isFalse();
        assertThat(recovered.fingerprint()).isEqualTo(triggered.fingerprint());
        assertThat(recovered.id()).isNotEqualTo(triggered.id());
    }

    @Test
    void shipsATemplateWhoseEveryFieldIsReadAndNothingElse() {
        String template = Sender.sample("datadog-template.json");
        String sample = Sender.sample("datadog-triggered.json");
        Pattern.compile("\"([a-z_]+)\":")
                .matcher(template)
                .results()
                .forEach(field -> assertThat(sample).contains(field.group()));
        assertThat(template)
                .contains("$ALERT_CYCLE_KEY")
                .contains("$AGGREG_KEY")
                .doesNotContain("$EVENT_MSG");
    }

    @ParameterizedTest
    @CsvSource({
        "Triggered, true",
        "Re-Triggered, true",
        "Warn, true",
        "Re-Warn, true",
        "No Data, true",
        "Re-No Data, true",
        "Renotify, true",
        "Recovered, false",
        "Warn Recovered, false",
        "recovered, false"
    })
    void knowsEveryTransition(String transition, boolean firing) {
        assertThat(ALERTS.of("{'alert_title':'t','alert_transition':'" + transition + "'}")
                        .firing())
                .isEqualTo(firing);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[Triggered on {service:a,env:b}] Errors | true | Errors/service:a,env:b",
                "[Recovered on {service:a,env:b}] Errors | false | Errors/service:a,env:b",
                "[P1] [Triggered] Errors | true | Errors",
                "[Warn] Errors | true | Errors",
                "[No data] Errors | true | Errors"
            })
    void readsTheTransitionOfTheBuiltInBodyFromThePrefixOfItsTitle(String title, boolean firing, String fingerprint) {
        ExternalAlert alert = ALERTS.of(BUILT_IN.formatted(title));
        assertThat(alert.firing()).isEqualTo(firing);
        assertThat(alert.name()).isEqualTo("Errors");
        assertThat(alert.fingerprint()).isEqualTo(fingerprint);
        assertThat(alert.summary()).doesNotContain("text");
    }

    @Test
    void linksTriggerAndRecoveryByTheCycleEvenIfTheTagsChange() {
        String body =
                "{'alert_title':'t','alert_transition':'%s','alert_cycle_key':'c1','alert_id':'1','alert_scope':'%s'}";
        assertThat(ALERTS.of(body.formatted("Triggered", "a:b")).fingerprint())
                .isEqualTo(ALERTS.of(body.formatted("Recovered", "")).fingerprint());
    }

    @Test
    void readsNumbersThatArriveAsStringsAndTreatsUnfilledVariablesAsNotTold() {
        ExternalAlert alert = ALERTS.of(
                "{'alert_title':'t','alert_transition':'Triggered','value':'9.5','threshold':'8',"
                        + "'alert_cycle_key':'$ALERT_CYCLE_KEY','alert_priority':'null','link':'$LINK','tags':'$TAGS'}");
        assertThat(alert.value()).isEqualTo(9.5);
        assertThat(alert.threshold()).isEqualTo(8);
        assertThat(alert.fingerprint()).isEqualTo("t");
        assertThat(alert.severity()).isNull();
        assertThat(alert.link()).isNull();
    }

    @Test
    void givesARetryTheSameId() {
        String body = "{'id':'9','alert_title':'t','alert_transition':'Triggered'}";
        assertThat(ALERTS.of(body).id())
                .isEqualTo("9/Triggered")
                .isEqualTo(ALERTS.of(body).id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'title':'A comment','alert_type':'info'}",
                "{'alert_transition':'Triggered'}",
                "{'alert_title':'t','alert_transition':'Danced'}",
                "[7]",
                "payload=%7B%7D"
            })
    void keepsWhatNobodyCanTell(String body) {
        assertThat(DATADOG.deadLetter(body).detail()).isNotBlank();
    }
}
