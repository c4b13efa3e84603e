// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.sources.Sender;
import io.tocsin.sources.ToolAlerts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrafanaDoorTest {
    private static final Sender GRAFANA = new Sender("grafana");
    private static final ToolAlerts ALERTS = new ToolAlerts(GRAFANA);
    private static final String UNIFIED =
            "{'version':'1','orgId':1,'alerts':[{'status':'firing','labels':{'alertname':'A'},"
                    + "'startsAt':'2026-11-23T16:00:00Z','fingerprint':'f',%s}]}";
    private static final String LEGACY =
            "{'ruleId':7,'ruleName':'CPU','state':'%s','title':'t','evalMatches':[{'value':97.5,'tags':{'host':'a'}}]}";

    @Test
    void readsTheUnifiedShapeFiringAndResolved() {
        ExternalAlert firing = ALERTS.ofSample("grafana-firing.json");
        ExternalAlert resolved = ALERTS.ofSample("grafana-resolved.json");
        assertThat(firing.firing()).isTrue();
        assertThat(firing.tool()).isEqualTo("grafana");
        assertThat(firing.severity()).isEqualTo("critical");
        assertThat(firing.value()).isEqualTo(7.3);
        assertThat(firing.who().team()).isEqualTo("platform");
        assertThat(firing.link()).isEqualTo("https://grafana.example.org/d/gateways?viewPanel=4");
        assertThat(firing.labels()).containsEntry("rule_uid", "be3k1");
        assertThat(resolved.firing()).isFalse();
        assertThat(resolved.endsAt()).isEqualTo("2026-11-23T16:28:40Z");
        assertThat(resolved.fingerprint()).isEqualTo(firing.fingerprint());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'values':{'B':44.2,'C':1} | 44.2",
                "'values':{'C':1} | 1",
                "'values':{'A':0.2} | 0.2",
                "'values':{'A':3,'B':4,'C':1} | NaN",
                "'values':{} | NaN",
                "'values':null | NaN",
                "'values':{'B':'NaN'} | NaN"
            })
    void takesAValueOnlyWhenThereIsNoDoubtWhichOne(String values, Double value) {
        assertThat(ALERTS.of(UNIFIED.formatted(values)).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'appVersion':'12.0'",
                "'ruleUID':'u'",
                "'enrichments':[{}]",
                "'imageURL':'https://secret.example.org/signed'",
                "'valueString':'[ value=1 ]'",
                "'silenceURL':'https://g.example.org/silence'",
                "'panelURL':''"
            })
    void readsTheKeysThatNewVersionsAdd(String key) {
        ExternalAlert alert = ALERTS.of(UNIFIED.formatted(key));
        assertThat(alert.firing()).isTrue();
        assertThat(alert.toString()).doesNotContain("signed").doesNotContain("silence");
    }

    @ParameterizedTest
    @CsvSource({"alerting, true", "no_data, true", "ok, false", "paused, false"})
    void readsTheLegacyShape(String state, boolean firing) {
        ExternalAlert alert = ALERTS.of(LEGACY.formatted(state));
        assertThat(alert.firing()).isEqualTo(firing);
        assertThat(alert.fingerprint()).isEqualTo("rule/7");
        assertThat(alert.value()).isEqualTo(97.5);
        assertThat(alert.labels()).containsEntry("host", "a");
        assertThat(alert.name()).isEqualTo("CPU");
    }

    @Test
    void ignoresALegacyAlertThatIsPending() {
        assertThat(GRAFANA.signals(LEGACY.formatted("pending"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'text':'a custom payload'}",
                "'text'",
                "{'alerts':{}}",
                "{'ruleId':7,'state':'odd'}",
                "{'alerts':[{'status':'firing'}]}",
                ""
            })
    void keepsACustomPayloadAndWhatElseItDoesNotUnderstand(String body) {
        assertThat(GRAFANA.deadLetter(body).detail()).isNotBlank();
    }
}
