// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.sources.Sender;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertmanagerDoorTest {
    private static final Sender ALERTMANAGER = new Sender("alertmanager");
    private static final String FIRING =
            "{'status':'firing','labels':{'alertname':'Slow','severity':'CRITICAL','team':'t'},"
                    + "'annotations':{'summary':'s'},'startsAt':'2026-11-23T16:00:00Z','endsAt':'0001-01-01T00:00:00Z','fingerprint':'f1'}";
    private static final String RESOLVED = FIRING.replace("'status':'firing'", "'status':'resolved'")
            .replace("0001-01-01T00:00:00Z", "2026-11-23T16:10:00Z")
            .replace("f1", "f2");

    @Test
    void readsTheStatusOfEachAlertAndNotOfTheGroup() {
        List<Signal> signals = ALERTMANAGER.signals(group("'status':'firing'", FIRING, RESOLVED));
        assertThat(signals)
                .extracting(signal -> ((ExternalAlert) signal).firing())
                .containsExactly(true, false);
        assertThat(signals).extracting(Signal::at).asString().contains("16:00:00Z", "16:10:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "", "0001-01-01T00:00:00.000Z"})
    void readsAnEndInYearOneOr1970AsNotEnded(String end) {
        ExternalAlert alert = (ExternalAlert)
                ALERTMANAGER.signal(group("'status':'firing'", FIRING.replace("0001-01-01T00:00:00Z", end)));
        assertThat(alert.firing()).isTrue();
        assertThat(alert.endsAt()).isNull();
        assertThat(alert.severity()).isEqualTo("critical");
        assertThat(alert.id()).isEqualTo("f1/firing/2026-11-23T16:00:00Z");
    }

    @Test
    void givesAResolvedAlertWithoutAnEndTheTimeItArrived() {
        ExternalAlert alert = (ExternalAlert) ALERTMANAGER.signal(
                group("'status':'resolved'", RESOLVED.replace("2026-11-23T16:10:00Z", "1970-01-01T00:00:00Z")));
        assertThat(alert.endsAt()).isEqualTo(Sender.NOW);
    }

    @Test
    void makesAFingerprintOfTheLabelsWhenThereIsNone() {
        String bare = FIRING.replace(",'fingerprint':'f1'", "");
        ExternalAlert firing = (ExternalAlert) ALERTMANAGER.signal(group("'x':1", bare));
        ExternalAlert resolved = (ExternalAlert)
                ALERTMANAGER.signal(group("'x':1", bare.replace("'status':'firing'", "'status':'resolved'")));
        ExternalAlert other = (ExternalAlert) ALERTMANAGER.signal(group("'x':1", bare.replace("Slow", "Slower")));
        assertThat(firing.fingerprint()).isEqualTo(resolved.fingerprint()).hasSize(32);
        assertThat(firing.fingerprint()).isNotEqualTo(other.fingerprint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'version':'1'",
                "'version':'3','groupKey':1234567890123",
                "'version':'4','truncatedAlerts':7",
                "'version':4,'notification_reason':'new'",
                "'receiver':null"
            })
    void readsEveryVersionAndResolvesNothingThatWasCutOff(String envelope) {
        List<Signal> signals = ALERTMANAGER.signals(group(envelope, FIRING));
        assertThat(signals).hasSize(1);
        assertThat(((ExternalAlert) signals.get(0)).firing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'a template'",
                "{'text':'payload of a template'}",
                "[]x",
                "{'alerts':{}}",
                "",
                "{'alerts':[{}]}",
                "7",
                "{'alerts':[{'status':'firing','labels':{}}]}",
                "{'alerts':[{'status':'maybe','labels':{'a':'b'}}]}"
            })
    void keepsABodyItDoesNotUnderstandAsADeadLetter(String body) {
        assertThat(ALERTMANAGER.deadLetter(body).detail()).isNotBlank();
    }

    @Test
    void takesTheGoodAlertsOfAGroupThatHasABadOne() {
        Reading.Understood reading = ALERTMANAGER.partly(group("'x':1", "{'status':'firing'}", FIRING));
        assertThat(reading.signals()).hasSize(1);
        assertThat(reading.rejected()).isEqualTo(1);
    }

    @Test
    void neverLinksToAnythingButWebAddresses() {
        String body = group(
                "'externalURL':'http://am.example.org'",
                FIRING.replace("'fingerprint'", "'generatorURL':'%s','fingerprint'"));
        assertThat(((ExternalAlert) ALERTMANAGER.signal(body.formatted("javascript:alert(1)"))).link())
                .isEqualTo("http://am.example.org");
        assertThat(((ExternalAlert) ALERTMANAGER.signal(body.formatted("http://prom.example.org/g"))).link())
                .isEqualTo("http://prom.example.org/g");
    }

    @Test
    void cutsLabelsThatAreTooLongInsteadOfLosingTheAlert() {
        ExternalAlert alert = (ExternalAlert) ALERTMANAGER.signal(
                group("'x':1", FIRING.replace("'t'", "'" + "t".repeat(4000) + "'")));
        assertThat(alert.labels().get("team")).hasSize(255);
    }

    @Test
    void givesAnAlertThatIsToldResolvedAgainTheSameId() {
        Signal mixed = ALERTMANAGER
                .signals(group("'status':'firing'", FIRING, RESOLVED))
                .get(1);
        Signal last =
                ALERTMANAGER.signals(group("'status':'resolved'", RESOLVED)).get(0);
        assertThat(last.id()).isEqualTo(mixed.id());
    }

    private static String group(String envelope, String... alerts) {
        return "{" + envelope + ",'alerts':[" + String.join(",", alerts) + "]}";
    }
}
